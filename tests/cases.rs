//! Every golden of the generator compiles without a warning, and every XML sample beside it survives
//! read, write and read.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what is wrong by failing"
)]
#![deny(warnings, missing_docs, non_ascii_idents)]

use std::collections::BTreeSet;
use std::path::Path;

use xsd_runtime::{Decode, Encode, Limits, Name, Reader, Report, Writer};

const CASES: &str = "xsd-codegen/cases";

/// Includes the golden of a case.
macro_rules! golden {
    ($module:ident, $folder:literal) => {
        #[allow(missing_docs, reason = "the case is its documentation")]
        pub mod $module {
            include!(concat!("../xsd-codegen/cases/", $folder, "/code.snap.rs"));
        }
    };
}

golden!(any, "any");
golden!(any_attribute, "any-attribute");
golden!(attributes, "attributes");
golden!(bindings, "bindings");
golden!(choice, "choice");
golden!(defaults, "defaults");
golden!(documents, "documents");
golden!(encoded, "encoded");
golden!(enumerations, "enumerations");
golden!(forms, "forms");
golden!(groups, "groups");
golden!(hierarchy, "hierarchy");
golden!(identity, "identity");
golden!(mixed, "mixed");
golden!(names, "names");
golden!(namespaces, "namespaces");
golden!(nillable, "nillable");
golden!(recursion, "recursion");
golden!(redefine, "redefine");
golden!(repeated, "repeated");
golden!(restriction, "restriction");
golden!(rpc, "rpc");
golden!(same_names, "same-names");
golden!(services, "services");
golden!(simple_types, "simple-types");
golden!(substitution, "substitution");
golden!(tolerant, "tolerant");
golden!(unions, "unions");
golden!(wrappers, "wrappers");

#[test]
fn every_sample_survives_read_write_and_read() {
    let mut samples = Samples::default();
    samples.check::<any::Parcel>("any/parcel", any::elements::PARCEL);
    samples.check::<any::Notes>("any/notes", any::elements::NOTES);
    samples.check::<any::Crate>("any/crate", any::elements::CRATE);
    samples.check::<any::Crate>("any/empty", any::elements::CRATE);
    samples.check::<any::Register>("any/register", any::elements::REGISTER);
    samples.check::<any_attribute::Page>("any-attribute/page", any_attribute::elements::PAGE);
    samples.check::<attributes::Page>("attributes/page", attributes::elements::PAGE);
    samples.check::<bindings::CustomerAccount>("bindings/account", bindings::elements::ACCOUNT);
    samples.check::<bindings::CustomerOrder>("bindings/order", bindings::elements::ORDER);
    samples.check::<choice::Route>("choice/sequence-branch", choice::elements::ROUTE);
    samples.check::<choice::Route>("choice/repeated-branch", choice::elements::ROUTE);
    samples.check::<choice::Trip>("choice/no-single-element", choice::elements::TRIP);
    samples.check::<choice::Path>("choice/repeated-sequence", choice::elements::PATH);
    samples.check::<choice::Path>("choice/shared-names", choice::elements::PATH);
    samples.check::<defaults::Options>("defaults/options", defaults::elements::OPTIONS);
    samples.check::<documents::Book>("documents/found", documents::elements::FOUND);
    samples.check::<enumerations::Palette>("enumerations/palette", enumerations::elements::PALETTE);
    samples.check::<forms::Form>("forms/form", forms::elements::FORM);
    samples.check::<groups::Person>("groups/person", groups::elements::PERSON);
    samples.check::<groups::Club>("groups/club", groups::elements::CLUB);
    samples.check::<groups::Outline>("groups/outline", groups::elements::OUTLINE);
    samples.check::<hierarchy::Drawing>("hierarchy/drawing", hierarchy::elements::DRAWING);
    samples.check::<hierarchy::Drawing>("hierarchy/derived-label", hierarchy::elements::DRAWING);
    samples.check::<identity::Broadcast>("identity/broadcast", identity::elements::BROADCAST);
    samples.check::<mixed::Article>("mixed/article", mixed::elements::ARTICLE);
    samples.check::<mixed::Article>("mixed/empty", mixed::elements::ARTICLE);
    samples.check::<names::Members>("names/members", names::elements::MEMBERS);
    samples.check::<names::Dzsore>("names/look-alikes", names::elements::DZSORE);
    samples.check::<namespaces::Letter>("namespaces/letter", namespaces::elements::LETTER);
    samples.check::<nillable::Answer>("nillable/nil", nillable::elements::ANSWER);
    samples.check::<nillable::Answer>("nillable/values", nillable::elements::ANSWER);
    samples.check::<recursion::Tree>("recursion/tree", recursion::elements::TREE);
    samples.check::<redefine::Letter>("redefine/letter", redefine::elements::LETTER);
    samples.check::<repeated::Map>("repeated/map", repeated::elements::MAP);
    samples.check::<repeated::Log>("repeated/optional-first", repeated::elements::LOG);
    samples.check::<repeated::Log>("repeated/nested", repeated::elements::LOG);
    samples.check::<repeated::Log>("repeated/shared-names", repeated::elements::LOG);
    samples.check::<restriction::Shelf>("restriction/shelf", restriction::elements::SHELF);
    samples.check::<same_names::Ledger>("same-names/ledger", same_names::elements::LEDGER);
    samples.check::<same_names::Track>("same-names/track", same_names::elements::TRACK);
    samples.check::<same_names::Menu>("same-names/menu", same_names::elements::MENU);
    samples.check::<same_names::Menu>("same-names/least", same_names::elements::MENU);
    samples.check::<same_names::Box>("same-names/box", same_names::elements::BOX);
    samples.check::<services::Store>("services/store", services::elements::STORE);
    samples.check::<services::headers::Session>("services/session", services::headers::elements::SESSION);
    samples.check::<simple_types::Values>("simple-types/values", simple_types::elements::VALUES);
    samples.check::<substitution::Room>("substitution/room", substitution::elements::ROOM);
    samples.check::<substitution::Room>("substitution/empty-room", substitution::elements::ROOM);
    samples.check::<substitution::Catalogue>("substitution/catalogue", substitution::elements::CATALOGUE);
    samples.check::<substitution::Exhibits>("substitution/exhibits", substitution::elements::EXHIBITS);
    samples.check::<substitution::Pair>("substitution/pair", substitution::elements::PAIR);
    samples.check::<substitution::Note>("substitution/note", substitution::elements::NOTE);
    samples.check::<substitution::solids::Stack>("substitution/stack", substitution::solids::elements::STACK);
    samples.check::<tolerant::Loose>("tolerant/loose", tolerant::elements::LOOSE);
    samples.check::<tolerant::Two>("tolerant/two", tolerant::elements::TWO);
    samples.check::<tolerant::Kinds>("tolerant/kinds", tolerant::elements::KINDS);
    samples.check::<unions::Measure>("unions/measure", unions::elements::MEASURE);
    samples.check::<unions::Page>("unions/page", unions::elements::PAGE);
    samples.check::<wrappers::Job>("wrappers/full", wrappers::elements::JOB);
    samples.check::<wrappers::Job>("wrappers/empty", wrappers::elements::JOB);
    samples.assert_complete();
}

#[test]
fn defaults_of_the_schema_are_filled_in() {
    let options = defaults::Options::new();
    assert_eq!((options.retries, options.ratio, options.loud), (3, 0.5, true));
    assert_eq!(options.level, defaults::Level::Low);
    assert_eq!((options.text.as_str(), options.version.as_str()), ("a \"b\"", "1.0"));
    assert_eq!(options, defaults::Options::default());
}

#[test]
fn lists_without_an_item_that_is_required_are_noted() {
    fn noted<T: Decode>(text: &str, root: Name) -> Vec<String> {
        read::<T>(text, root).1.notes().iter().map(|note| note.path.clone()).collect()
    }
    let drawing = "<Drawing xmlns='urn:example:hierarchy'/>";
    assert_eq!(noted::<hierarchy::Drawing>(drawing, hierarchy::elements::DRAWING), ["/Drawing/shape"]);
    let stack = "<Stack xmlns='urn:example:solids'/>";
    assert_eq!(
        noted::<substitution::solids::Stack>(stack, substitution::solids::elements::STACK),
        ["/Stack"]
    );
    let club = "<t:Club xmlns:t='urn:example:groups'><seat/></t:Club>";
    assert_eq!(noted::<groups::Club>(club, groups::elements::CLUB), ["/Club"]);
    let job = "<Job xmlns='urn:example:wrappers'><Optional/><Required/></Job>";
    assert_eq!(noted::<wrappers::Job>(job, wrappers::elements::JOB), ["/Job/Optional/Item"]);
}

#[test]
fn a_text_is_of_the_first_member_that_has_it() {
    use unions::{Colour, ColourValue, Keyword, Scale, Width, Words};
    let width = |text: &str| text.parse::<Width>().unwrap();
    assert_eq!(width(" 12 "), Width::Pixels(12));
    assert_eq!(width("wide"), Width::from(Keyword::Wide));
    assert_eq!(width("1 2"), Width::List(vec![1, 2].into()));
    assert!(matches!(width("ca. 5"), Width::Unknown(text) if text.as_str() == "ca. 5"));
    let colour = |text: &str| text.parse::<Colour>().unwrap();
    assert_eq!(colour("5"), Colour::from(5));
    assert_eq!(colour("05"), Colour::String("05".to_owned()));
    assert_eq!(colour("red"), Colour::Value(ColourValue::Red));
    assert_eq!(colour("5").to_string(), "5");
    assert!(matches!("fit".parse::<Scale>().unwrap(), Scale::UnknownValue(unions::Unknown::Fit)));
    assert!(matches!("a  b".parse::<Words>().unwrap(), Words::String(_)));
    assert!("".parse::<Width>().is_ok_and(|width| width == Width::List(Vec::new().into())));
    assert!("".parse::<Scale>().is_err());
}

#[test]
fn a_value_becomes_the_only_branch_of_its_type() {
    use recursion::{Tree, TreeChoice};
    // The branch is in a box, which need not be known.
    let tree = Tree::new();
    assert!(matches!(TreeChoice::from(tree.clone()), TreeChoice::Link(link) if *link == tree));
}

#[test]
fn lists_are_set_from_iterators_and_empty_ones_need_no_type() {
    let tree = recursion::Tree::new().with_leaves((0..2).map(|_| recursion::Tree::new()));
    assert_eq!(tree.leaves.len(), 2);
    assert_eq!(tree.with_leaves([]).leaves, []);
}

#[test]
fn secrets_are_not_shown() {
    let account = bindings::CustomerAccount::new("l", "geheim", xsd_runtime::types::Decimal::ONE);
    assert!(!format!("{account:?}").contains("geheim"));
    assert_eq!(account.password.expose(), "geheim");
}

/// The samples that were checked.
#[derive(Default)]
struct Samples {
    checked: BTreeSet<String>,
}

impl Samples {
    fn check<T>(&mut self, name: &str, root: Name)
    where
        T: Decode + Encode + PartialEq + std::fmt::Debug,
    {
        let (case, sample) = name.split_once('/').unwrap();
        let text = std::fs::read_to_string(format!("{CASES}/{case}/samples/{sample}.xml")).unwrap();
        let (value, report) = read::<T>(&text, root);
        assert!(report.is_empty(), "{name}: {report}");
        let written = Writer::document(root, &value).unwrap();
        let (again, report) = read::<T>(&written, root);
        assert!(report.is_empty(), "{name}, written: {report}");
        assert_eq!(again, value, "{name}");
        // What is written shows in review that nothing was lost.
        insta::assert_snapshot!(name.replace('/', "-"), written);
        self.checked.insert(name.to_owned());
    }

    /// No sample is forgotten.
    fn assert_complete(&self) {
        let mut present = BTreeSet::new();
        for case in Path::new(CASES).read_dir().unwrap() {
            let case = case.unwrap();
            for sample in case.path().join("samples").read_dir().into_iter().flatten() {
                let sample = sample.unwrap().path();
                let stem = sample.file_stem().unwrap().to_string_lossy();
                present.insert(format!("{}/{stem}", case.file_name().to_string_lossy()));
            }
        }
        assert_eq!(self.checked, present);
    }
}

fn read<T: Decode>(text: &str, root: Name) -> (T, Report) {
    let mut reader = Reader::new(text.trim_end(), &Limits::default()).unwrap();
    let value = reader.document(root).unwrap_or_else(|error| panic!("{error}\n{text}"));
    (value, reader.into_report())
}
