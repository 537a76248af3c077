//! From the schema to the model: which items there are, in which modules, and what their members are.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::doc::{self, code};
use super::name::{self, Scope};
use super::particle::mixed::Pieces;
use super::particle::{Content, Head, Occurrence, Standing};
use super::{
    Bindings, Cardinality, ElementConst, Field, File, Hierarchy, Initial, Item, Member as Row, Module, Slot,
    Struct, Type, Variant, XmlName, conversion, cycle, simple,
};
use crate::diagnostic::{Diagnostic, Diagnostics, Span, closest};
use crate::schema::{
    Attribute, Builtin, ComplexType, Content as SchemaContent, Contract, Element, ElementId, Method, QName,
    Term, TypeId, TypeKind, TypeName, TypeRef, Usage,
};

/// Most members of all types together: some ten times as many as the largest public contracts have.
const MAX_MEMBERS: usize = 200_000;

/// Decides all that the emitter writes.
pub(crate) fn lower(contract: &Contract, bindings: &Bindings, diagnostics: &mut Diagnostics) -> File {
    let mut lowering = Lowering::new(contract, bindings, diagnostics);
    lowering.check_defaults();
    lowering.refuse_exact_abstract_types();
    lowering.assign_idents();
    lowering.lower_types();
    lowering.lower_elements();
    let (faults, port_types) = lowering.lower_operations();
    lowering.lower_demanded();
    let mut modules: Vec<Module> =
        std::mem::take(&mut lowering.modules).into_iter().map(ModuleBuild::finish).collect();
    cycle::break_cycles(&mut modules);
    conversion::mark(&mut modules);
    let root = if modules.is_empty() { Module::default() } else { modules.remove(0) };
    let types = std::mem::take(&mut lowering.met);
    let shared = lowering.shared(&root);
    if !contract.is_selection {
        bindings.report_unused(&lowering.places, lowering.diagnostics);
    }
    modules.retain(|module| !module.items.is_empty() || !module.elements.is_empty());
    File {
        runtime: bindings.runtime_path().to_owned(),
        root,
        modules,
        faults,
        port_types,
        types,
        shared,
        clients: true,
        servers: false,
    }
}

pub(super) struct Lowering<'c> {
    pub(super) contract: &'c Contract,
    pub(super) bindings: &'c Bindings,
    pub(super) diagnostics: &'c mut Diagnostics,
    /// Module and ident of the item for each type that has one.
    assigned: Vec<Option<Assigned>>,
    /// The same for the enums of a type and what derives from it.
    hierarchies: HashMap<TypeId, Assigned>,
    /// The enums of heads of substitution groups.
    pub(super) heads: HashMap<ElementId, Head>,
    /// What derives from each type, directly.
    derived: Vec<Vec<TypeId>>,
    /// Types that are raw XML, which was said: abstract ones that nothing can stand for, and arrays of themselves.
    pub(super) raw: HashSet<TypeId>,
    /// Arrays whose items are being looked at.
    pub(super) open_arrays: Vec<TypeId>,
    /// Named types that something uses, and that are written for that reason alone.
    demanded: BTreeSet<TypeId>,
    /// The types that something was made of.
    met: BTreeSet<TypeId>,
    /// Every place that bindings can name, to suggest one.
    places: Vec<String>,
    /// How many members all structs have so far.
    members: usize,
    pub(super) modules: Vec<ModuleBuild>,
    by_namespace: HashMap<String, usize>,
}

#[derive(Clone, Debug)]
struct Assigned {
    module: usize,
    ident: String,
    lowered: bool,
}

pub(super) struct ModuleBuild {
    ident: String,
    pub(super) namespace: String,
    pub(super) scope: Scope,
    items: Vec<Option<Item>>,
    elements: Vec<ElementConst>,
    constants: Scope,
}

impl ModuleBuild {
    fn new(ident: String, namespace: String) -> Self {
        Self {
            ident,
            namespace,
            // Modules and types share a name space.
            scope: Scope::reserving(&["elements", "operations", "client", "server", "code", "mod"]),
            items: Vec::new(),
            elements: Vec::new(),
            constants: Scope::default(),
        }
    }

    fn finish(self) -> Module {
        let doc = match &*self.namespace {
            "" => "Types without a namespace.".to_owned(),
            namespace => format!("Types of the namespace {}.", code(namespace)),
        };
        Module {
            ident: self.ident,
            doc,
            namespace: self.namespace,
            items: self.items.into_iter().flatten().collect(),
            elements: self.elements,
        }
    }
}

/// A member while its type is looked at: where it stands, for names and bindings.
#[derive(Clone, Copy, Debug)]
pub(super) struct Member<'m> {
    /// Ident of the item that it belongs to.
    pub(super) owner: &'m str,
    /// Its XML name.
    pub(super) local: &'m str,
    /// Its place in terms of `bindings.toml`.
    pub(super) place: &'m str,
}

impl<'c> Lowering<'c> {
    fn new(contract: &'c Contract, bindings: &'c Bindings, diagnostics: &'c mut Diagnostics) -> Self {
        let mut derived = vec![Vec::new(); contract.types.len()];
        for (index, ty) in contract.types.iter().enumerate() {
            let TypeKind::Complex(complex) = &ty.kind else { continue };
            if let Some(TypeRef::Defined(base)) = complex.derivation.map(|derivation| derivation.base)
                && let Some(list) = derived.get_mut(base.0)
            {
                list.push(TypeId(index));
            }
        }
        let mut lowering = Self {
            contract,
            bindings,
            diagnostics,
            assigned: vec![None; contract.types.len()],
            hierarchies: HashMap::new(),
            heads: HashMap::new(),
            derived,
            raw: HashSet::new(),
            open_arrays: Vec::new(),
            demanded: BTreeSet::new(),
            met: BTreeSet::new(),
            places: Vec::new(),
            members: 0,
            modules: Vec::new(),
            by_namespace: HashMap::new(),
        };
        lowering.make_modules();
        lowering
    }

    /// The root module for the target namespace, or for the first one that has types where the contract's
    /// own has none, as is usual for WSDL; a child module for each further one.
    fn make_modules(&mut self) {
        let contract = self.contract;
        let namespaces = contract.types.iter().map(|ty| &*ty.namespace);
        let namespaces = namespaces.chain(contract.elements.iter().map(|element| &*element.name.namespace));
        let mut found: Vec<&str> = Vec::new();
        for namespace in namespaces {
            if !found.contains(&namespace) {
                found.push(namespace);
            }
        }
        let target = &*contract.target_namespace;
        let root = if found.contains(&target) { target } else { found.first().copied().unwrap_or(target) };
        self.modules.push(ModuleBuild::new(String::new(), root.to_owned()));
        self.by_namespace.insert(root.to_owned(), 0);
        for namespace in found.into_iter().filter(|namespace| *namespace != root) {
            let Some(module) = self.modules.first_mut() else { return };
            let ident = name::module_ident(&mut module.scope, namespace);
            self.by_namespace.insert(namespace.to_owned(), self.modules.len());
            self.modules.push(ModuleBuild::new(ident, namespace.to_owned()));
        }
    }

    pub(super) fn type_at(&self, id: TypeId) -> &'c crate::schema::Type {
        // Ids are made by the resolver, one for each type.
        #[allow(clippy::indexing_slicing, reason = "an id is an index of the arena that made it")]
        &self.contract.types[id.0]
    }

    pub(super) fn complex(&self, id: TypeId) -> Option<&'c ComplexType> {
        match &self.type_at(id).kind {
            TypeKind::Complex(complex) => Some(complex),
            TypeKind::Simple(_) => None,
        }
    }

    pub(super) fn module_of(&self, namespace: &str) -> usize {
        self.by_namespace.get(namespace).copied().unwrap_or(0)
    }

    pub(super) fn module(&mut self, index: usize) -> &mut ModuleBuild {
        // Indices come from `by_namespace`.
        #[allow(clippy::indexing_slicing, reason = "every index stands for a module that was made")]
        &mut self.modules[index]
    }

    pub(super) fn known(&mut self, place: String) {
        self.places.push(place);
    }

    /// Ident of a module; empty for the root.
    pub(super) fn module_ident(&mut self, index: usize) -> String {
        self.module(index).ident.clone()
    }

    /// The identifier that the bindings ask for; a mistake in it is reported and the usual one taken.
    fn pinned(&mut self, wanted: Option<(&str, Span)>, scope: &mut Scope) -> Option<String> {
        let (ident, span) = wanted?;
        let problem = match name::fault_of_pinned(ident) {
            Some(fault) => ("not-an-identifier", fault),
            None if !scope.pin(ident) => {
                ("name-taken", format!("`{ident}` cannot be made unique: another name has it already"))
            }
            None => return Some(ident.to_owned()),
        };
        self.diagnostics.push(
            Diagnostic::error(problem.0, problem.1)
                .at(span, "this entry asks for it".to_owned())
                .help("write another identifier in `to`"),
        );
        None
    }

    /// The same for a type, a value of an enumeration or a branch of a choice, whose names begin with a capital.
    pub(super) fn pinned_type(&mut self, wanted: Option<(&str, Span)>, scope: &mut Scope) -> Option<String> {
        let fits = self.is_cased(wanted, true);
        self.pinned(wanted.filter(|_| fits), scope)
    }

    /// The same for a field or a method, whose names begin with a small letter.
    pub(super) fn pinned_value(&mut self, wanted: Option<(&str, Span)>, scope: &mut Scope) -> Option<String> {
        let fits = self.is_cased(wanted, false);
        self.pinned(wanted.filter(|_| fits), scope)
    }

    /// Whether a name that bindings ask for begins as Rust has it; reports it where not.
    fn is_cased(&mut self, wanted: Option<(&str, Span)>, upper: bool) -> bool {
        let Some((ident, span)) = wanted.filter(|(ident, _)| !name::begins_like(ident, upper)) else {
            return true;
        };
        let due = if upper { "a capital" } else { "a small letter" };
        self.diagnostics.push(
            Diagnostic::error("not-an-identifier", format!("`{ident}` does not begin with {due}"))
                .at(span, "this entry asks for it".to_owned())
                .help("types, values and branches are written `LikeThis`, fields and operations `like_this`"),
        );
        false
    }

    /// Gives every named type, and the type of every global element, its ident before anything else can take it:
    /// first what the bindings ask for, then the named types, then the others.
    fn assign_idents(&mut self) {
        let named = |ty: &crate::schema::Type| matches!(ty.name, TypeName::Named(_));
        self.assign_each(
            |lowering, place, scope| lowering.pinned_type(lowering.bindings.rename(place), scope),
            |_| true,
        );
        self.assign_each(|_, place, scope| Some(scope.type_ident(place)), named);
        self.assign_each(|_, place, scope| Some(scope.type_ident(place)), |_| true);
    }

    /// Assigns what `choose` makes of a type's place, for the `wanted` types that have no ident.
    fn assign_each(
        &mut self,
        choose: impl Fn(&mut Self, &str, &mut Scope) -> Option<String>,
        wanted: impl Fn(&crate::schema::Type) -> bool,
    ) {
        for index in 0..self.contract.types.len() {
            let ty = self.type_at(TypeId(index));
            let unassigned = self.assigned.get(index).is_some_and(Option::is_none);
            let is_item = unassigned && wanted(ty) && !self.is_array(TypeId(index));
            let Some(place) = self.place_of(TypeId(index)).filter(|_| is_item) else {
                continue;
            };
            let module = self.module_of(&ty.namespace);
            let mut scope = std::mem::take(&mut self.module(module).scope);
            let ident = choose(self, &place, &mut scope);
            self.module(module).scope = scope;
            self.known(place);
            if let Some(ident) = ident {
                self.assign(TypeId(index), module, ident);
            }
        }
    }

    /// The place of a named type, or of the type of a global element, in terms of `bindings.toml`.
    fn place_of(&self, id: TypeId) -> Option<String> {
        match &self.type_at(id).name {
            TypeName::Named(name) => Some(name.local.to_string()),
            TypeName::OfElement(element) => {
                self.contract.elements.get(element.0).map(|element| element.name.local.to_string())
            }
            _ => None,
        }
    }

    fn assign(&mut self, id: TypeId, module: usize, ident: String) {
        if let Some(slot) = self.assigned.get_mut(id.0) {
            *slot = Some(Assigned { module, ident, lowered: false });
        }
    }

    fn lower_types(&mut self) {
        for index in 0..self.contract.types.len() {
            let id = TypeId(index);
            if !self.is_abstract(id) && !self.is_on_demand(id) {
                self.ensure_lowered(id);
            }
        }
    }

    fn is_on_demand(&self, id: TypeId) -> bool {
        self.contract.is_on_demand(&self.type_at(id).annotation)
    }

    /// Writes what was used and not written yet, one after the other: a type may use the next in a chain of any length.
    fn lower_demanded(&mut self) {
        while let Some(id) = self.demanded.pop_first() {
            self.ensure_lowered(id);
        }
    }

    /// Idents of the items of a type: its own, and that of what may stand for it.
    pub(super) fn idents_of(&self, id: TypeId) -> Vec<String> {
        let own = self.assigned.get(id.0).and_then(Option::as_ref);
        own.into_iter().chain(self.hierarchies.get(&id)).map(|assigned| assigned.ident.clone()).collect()
    }

    fn is_abstract(&self, id: TypeId) -> bool {
        self.complex(id).is_some_and(|complex| complex.is_abstract)
    }

    /// Writes the item of a named type, or of the type of a global element, now.
    pub(super) fn ensure_lowered(&mut self, id: TypeId) {
        if let Some(place) = self.place_of(id) {
            self.lower_item(id, Member { owner: "", local: &place, place: &place });
        }
    }

    /// Writes the item of a type, once.
    fn lower_item(&mut self, id: TypeId, member: Member<'_>) {
        let Some(Some(assigned)) = self.assigned.get_mut(id.0) else { return };
        if std::mem::replace(&mut assigned.lowered, true) {
            return;
        }
        let Assigned { module, ident, .. } = assigned.clone();
        self.met.insert(id);
        let at = self.reserve_item(module);
        let item = match self.complex(id) {
            Some(_) => Some(Item::Struct(self.structure(id, ident, module, member))),
            None => self.simple_item(id, ident, member),
        };
        self.fill_item(module, at, item);
    }

    /// Keeps the place of an item, so that it stands before those that it needs.
    pub(super) fn reserve_item(&mut self, module: usize) -> usize {
        let items = &mut self.module(module).items;
        items.push(None);
        items.len() - 1
    }

    pub(super) fn fill_item(&mut self, module: usize, at: usize, item: Option<Item>) {
        if let Some(slot) = self.module(module).items.get_mut(at) {
            *slot = item;
        }
    }

    /// The item that stands for a type, made on the first use where it has no name of its own.
    pub(super) fn item_type(&mut self, id: TypeId, member: Member<'_>) -> Type {
        if let TypeName::InGroup { group, name } = &self.type_at(id).name {
            // It belongs to no one of those that refer to the group.
            let place = format!("{}/{}", group.local, name.local);
            let member = Member { owner: &name::type_ident(&group.local), local: &name.local, place: &place };
            return self.item_type_at(id, member);
        }
        self.item_type_at(id, member)
    }

    /// The same for a type that is named after `member` where it has no name.
    fn item_type_at(&mut self, id: TypeId, member: Member<'_>) -> Type {
        if self.assigned.get(id.0).is_some_and(Option::is_none) {
            let module = self.module_of(&self.type_at(id).namespace);
            let mut scope = std::mem::take(&mut self.module(module).scope);
            // The name of the member is another matter.
            let place = format!("{}/type()", member.place);
            let pinned = self.pinned_type(self.bindings.rename(&place), &mut scope);
            self.known(place);
            let ident = pinned.unwrap_or_else(|| scope.nested_type(member.owner, member.local));
            self.module(module).scope = scope;
            self.assign(id, module, ident);
            self.lower_item(id, member);
        }
        if self.is_on_demand(id) {
            self.demanded.insert(id);
        }
        match self.assigned.get(id.0) {
            Some(Some(assigned)) => {
                let (module, ident) = (assigned.module, assigned.ident.clone());
                Type::Item { module: self.module(module).ident.clone(), ident }
            }
            _ => Type::Unit,
        }
    }

    /// The variant that was given to value number `at` of an enumeration.
    pub(super) fn variant_ident(&mut self, ident: &str, module: &str, at: usize) -> Option<String> {
        let module = self.modules.iter().find(|build| build.ident == module)?;
        let found = module.items.iter().flatten().find_map(|item| match item {
            Item::Enumeration(enumeration) if enumeration.ident == ident => enumeration.values.get(at),
            _ => None,
        })?;
        Some(found.ident.clone())
    }

    /// The Rust type for a schema type where a member has it, and whether white space is collapsed.
    pub(super) fn type_of(&mut self, ty: TypeRef, member: Member<'_>) -> (Type, bool) {
        match ty {
            TypeRef::Builtin(Builtin::SoapArray) => (Type::Array(Box::new(Type::Runtime("RawXml"))), false),
            TypeRef::Defined(id) if self.is_array(id) => (self.array(id, member), false),
            TypeRef::Builtin(builtin) => simple::builtin(builtin),
            TypeRef::Defined(id) if self.complex(id).is_none() => self.simple_type(id, member),
            TypeRef::Defined(id) => (self.complex_type(id, member), false),
        }
    }

    /// A complex type where a member has it: an enum of what derives from it, if anything does.
    fn complex_type(&mut self, id: TypeId, member: Member<'_>) -> Type {
        let exact = match &self.type_at(id).name {
            TypeName::Named(name) if !self.is_abstract(id) => self.bindings.exact(&name.local).is_some(),
            _ => false,
        };
        if !exact && !self.descendants(id).is_empty() {
            self.hierarchy(id)
        } else if self.is_abstract(id) {
            if self.raw.insert(id) {
                let what = "the type is abstract and no named type that could stand for it derives from it";
                let span = self.type_at(id).annotation.span;
                self.diagnostics.push(
                    Diagnostic::warning("abstract", what).at(span, "where it stands is raw XML".to_owned()),
                );
            }
            Type::Runtime("RawXml")
        } else {
            self.item_type(id, member)
        }
    }

    /// The types that can stand for a type by `xsi:type`: those derived from it, named and not abstract, in
    /// document order.
    fn descendants(&self, id: TypeId) -> Vec<(TypeId, &'c QName)> {
        let named = |id: TypeId| match &self.type_at(id).name {
            TypeName::Named(name) if !self.is_abstract(id) => Some((id, name)),
            _ => None,
        };
        self.all_derived(id).into_iter().filter_map(named).collect()
    }

    /// An abstract type cannot stand for itself alone.
    fn refuse_exact_abstract_types(&mut self) {
        for (index, ty) in self.contract.types.iter().enumerate() {
            let TypeName::Named(name) = &ty.name else { continue };
            if self.is_abstract(TypeId(index))
                && let Some(span) = self.bindings.exact(&name.local)
            {
                self.diagnostics.push(
                    Diagnostic::error(
                        "exact",
                        format!("`{}` is abstract: it never stands itself", name.local),
                    )
                    .at(span, "this entry asks for it alone".to_owned())
                    .help("remove the entry, or name a type that is not abstract"),
                );
            }
        }
    }

    /// The type of a message root, header or fault detail: the declared type itself, unless it is abstract.
    pub(super) fn root_type(&mut self, element: &Element) -> Type {
        let local = &*element.name.local;
        self.declared_type(element.ty, Member { owner: "", local, place: local })
    }

    /// The declared type itself, whatever derives from it, unless it is abstract.
    pub(super) fn declared_type(&mut self, ty: TypeRef, member: Member<'_>) -> Type {
        match ty {
            TypeRef::Defined(id)
                if self.complex(id).is_some() && !self.is_abstract(id) && !self.is_array(id) =>
            {
                self.item_type(id, member)
            }
            ty => self.type_of(ty, member).0,
        }
    }

    fn hierarchy(&mut self, id: TypeId) -> Type {
        if !self.hierarchies.contains_key(&id) {
            self.lower_hierarchy(id);
        }
        match self.hierarchies.get(&id).cloned() {
            Some(assigned) => {
                Type::Item { module: self.module(assigned.module).ident.clone(), ident: assigned.ident }
            }
            None => Type::Unit,
        }
    }

    fn lower_hierarchy(&mut self, id: TypeId) {
        let ty = self.type_at(id);
        let TypeName::Named(name) = &ty.name else { return };
        self.met.insert(id);
        let module = self.module_of(&ty.namespace);
        let ident = match self.assigned.get(id.0) {
            // An abstract type has no struct, so its name is free for the enum.
            Some(Some(assigned)) if self.is_abstract(id) => assigned.ident.clone(),
            _ => self.module(module).scope.type_ident(&format!("Any {}", name.local)),
        };
        self.hierarchies.insert(id, Assigned { module, ident: ident.clone(), lowered: true });
        let at = self.reserve_item(module);
        let mut scope = Scope::default();
        let declared = (!self.is_abstract(id)).then(|| self.hierarchy_variant(id, name, &mut scope));
        let derived = self.descendants(id).into_iter().map(|(derived, name)| {
            let variant = self.hierarchy_variant(derived, name, &mut scope);
            (xml_name(name), variant)
        });
        let derived = derived.collect();
        let otherwise = format!("{} or a type derived from it.", code(&name.local));
        let doc = doc::doc(ty.annotation.doc.as_deref(), &otherwise, &[]);
        let item = Hierarchy { ident, doc, name: xml_name(name), declared, derived };
        self.fill_item(module, at, Some(Item::Hierarchy(item)));
    }

    fn hierarchy_variant(&mut self, id: TypeId, name: &QName, scope: &mut Scope) -> Variant {
        let member = Member { owner: "", local: &name.local, place: &name.local };
        Variant {
            ident: scope.type_ident(&name.local),
            doc: format!("Type {}.", code(&name.local)),
            ty: self.item_type(id, member),
            cardinality: Cardinality::One,
        }
    }

    /// What derives from a type, at any distance, in document order.
    fn all_derived(&self, id: TypeId) -> BTreeSet<TypeId> {
        let mut found = BTreeSet::new();
        let mut open = vec![id];
        while let Some(id) = open.pop() {
            let derived = self.derived.get(id.0).into_iter().flatten();
            open.extend(derived.filter(|derived| found.insert(**derived)));
        }
        found
    }

    fn structure(&mut self, id: TypeId, ident: String, module: usize, member: Member<'_>) -> Struct {
        let ty = self.type_at(id);
        let (name, otherwise) = match &ty.name {
            TypeName::Named(name) => (xml_name(name), format!("Complex type {}.", code(&name.local))),
            _ => {
                let name = XmlName { namespace: ty.namespace.to_string(), local: String::new() };
                (name, format!("Content of the element {}.", code(member.local)))
            }
        };
        let chain = self.chain(id);
        self.met.extend(&chain);
        let mut content = Content::new(&ident, module, self.standing(&chain));
        let mut pieces = if self.is_mixed(&chain) { Some(self.pieces(&content)) } else { None };
        for (at, ancestor) in chain.iter().enumerate() {
            // Members keep the place of the type that declares them.
            let place = match &self.type_at(*ancestor).name {
                TypeName::Named(name) => name.local.to_string(),
                _ => member.place.to_owned(),
            };
            if self.members > MAX_MEMBERS {
                break;
            }
            if let Some(Some(assigned)) = self.assigned.get(ancestor.0) {
                content.declarer.clone_from(&assigned.ident);
            }
            let below = chain.get(at + 1..).unwrap_or_default();
            self.members(*ancestor, below, &place, &mut content, pieces.as_mut());
        }
        if let Some(pieces) = pieces {
            self.pieces_field(pieces, member.place, &mut content);
        }
        self.count_members(content.fields.len(), ty.annotation.span);
        let declares_href = content.attributes.iter().any(|row| match &row.wildcard {
            Some(namespaces) => namespaces.admits_none(),
            None => row.name.namespace.is_empty() && row.name.local == "href",
        });
        Struct {
            ident,
            doc: doc::doc(ty.annotation.doc.as_deref(), &otherwise, &[]),
            name,
            derives: self.bindings.derives(member.place),
            attributes: content.attributes,
            elements: content.elements,
            fields: content.fields,
            declares_href,
        }
    }

    /// Types have the members of those that they extend, which multiplies.
    fn count_members(&mut self, more: usize, span: Span) {
        let before = self.members;
        self.members += more;
        if before <= MAX_MEMBERS && self.members > MAX_MEMBERS {
            self.diagnostics.push(
                Diagnostic::error(
                    "too-large",
                    format!("the types of the contract have more than {MAX_MEMBERS} members, inherited ones counted"),
                )
                .at(span, "no more than up to this type")
                .help("choose some of the operations, so that only the types that they need are generated"),
            );
        }
    }

    /// All elements of a type that derives from others.
    fn standing(&self, chain: &[TypeId]) -> Standing {
        let types = self.declaring(chain).filter_map(|id| self.complex(id));
        Standing::of(types.filter_map(|complex| match &complex.content {
            SchemaContent::Particle(particle) => Some(particle),
            SchemaContent::Empty | SchemaContent::Simple(_) => None,
        }))
    }

    /// Those of a chain that say what stands in the last one: a restriction says it all again.
    fn declaring<'t>(&self, chain: &'t [TypeId]) -> impl Iterator<Item = TypeId> + 't {
        let last = chain.iter().rposition(|id| self.is_restriction(*id)).unwrap_or(0);
        chain.iter().skip(last).copied()
    }

    fn is_restriction(&self, id: TypeId) -> bool {
        let derivation = self.complex(id).and_then(|complex| complex.derivation);
        derivation.is_some_and(|derivation| derivation.method == Method::Restriction)
    }

    /// The type and those that it derives from, the outermost base first.
    fn chain(&self, id: TypeId) -> Vec<TypeId> {
        let mut chain = vec![id];
        let mut current = id;
        while let Some(derivation) = self.complex(current).and_then(|complex| complex.derivation) {
            match derivation.base {
                TypeRef::Defined(base) if self.complex(base).is_some() => {
                    chain.push(base);
                    current = base;
                }
                _ => break,
            }
        }
        chain.reverse();
        chain
    }

    /// Whether text stands between the elements of a type, which it has by itself or from those that it extends.
    fn is_mixed(&self, chain: &[TypeId]) -> bool {
        let types = || self.declaring(chain).filter_map(|id| self.complex(id));
        let has_simple_content = types().any(|ty| matches!(ty.content, SchemaContent::Simple(_)));
        types().any(|ty| ty.mixed) && !has_simple_content
    }

    /// Adds what one type declares itself: attributes first, then text or particles, which are pieces where the content
    /// is mixed. A restriction among the types `below`, which derive from it, declares all of that again but the
    /// attributes that it leaves as they are.
    fn members(
        &mut self,
        id: TypeId,
        below: &[TypeId],
        place: &str,
        content: &mut Content,
        pieces: Option<&mut Pieces<'c>>,
    ) {
        let Some(complex) = self.complex(id) else { return };
        let restrictions = below.iter().filter(|id| self.is_restriction(**id));
        let restrictions: Vec<_> = restrictions.filter_map(|id| self.complex(*id)).collect();
        let later = restrictions.iter().flat_map(|restriction| &restriction.attributes);
        let declared_again: HashSet<&QName> = later.map(|attribute| &attribute.name).collect();
        let declared = complex.attributes.iter();
        for attribute in declared.filter(|attribute| !declared_again.contains(&attribute.name)) {
            self.attribute(attribute, place, content);
        }
        if !restrictions.is_empty() {
            return;
        }
        if let Some(any) = &complex.any_attribute {
            self.any_attribute(any, place, content);
        }
        match (&complex.content, pieces) {
            (SchemaContent::Empty, _) => {}
            (SchemaContent::Simple(ty), _) => self.text(*ty, place, content),
            (SchemaContent::Particle(particle), Some(pieces)) => {
                pieces.rows.declarer.clone_from(&content.declarer);
                self.add_pieces(particle, place, pieces);
            }
            (SchemaContent::Particle(particle), None) => {
                self.particle(particle, place, Occurrence::default(), content);
            }
        }
    }

    fn attribute(&mut self, attribute: &Attribute, place: &str, content: &mut Content) {
        if attribute.usage == Usage::Prohibited {
            return;
        }
        let row_name = xml_name(&attribute.name);
        if !content.is_new_attribute(&row_name) {
            return;
        }
        let local = &*attribute.name.local;
        let place = format!("{place}/@{local}");
        let owner = content.declarer.clone();
        let member = Member { owner: &owner, local, place: &place };
        let (ty, collapse, declared) = self.member_type(attribute.ty, member);
        let required = attribute.usage == Usage::Required && !self.bindings.is_optional(&place);
        let cardinality = if required { Cardinality::One } else { Cardinality::Optional };
        let default = attribute.fixed.as_ref().or(attribute.default.as_ref());
        let initial = self.initial(cardinality, declared, default, member);
        let doc = self.member_doc(
            attribute.annotation.doc.as_deref(),
            &format!("Attribute {}.", code(local)),
            attribute.ty,
            attribute.default.as_deref(),
            attribute.fixed.as_deref(),
        );
        let ident = content.field_ident(self, local, &place);
        let slot = Slot::Attribute(content.attributes.len());
        content.attributes.push(Row { name: row_name, repeats: false, collapse, wildcard: None });
        content.push(Field { setter: None, ident, doc, ty, cardinality, at_least_one: false, slot, initial });
    }

    pub(super) fn text(&mut self, ty: TypeRef, place: &str, content: &mut Content) {
        // An extension of simple content repeats the text of its base.
        if content.fields.iter().any(|field| matches!(field.slot, Slot::Text { .. })) {
            return;
        }
        let place = format!("{place}/text()");
        let owner = content.declarer.clone();
        let member = Member { owner: &owner, local: "value", place: &place };
        let (ty, collapse, declared) = self.member_type(ty, member);
        let initial = self.initial(Cardinality::One, declared, None, member);
        let doc = doc::doc(None, "The text of the element.", &self.anonymous_facets(declared));
        let ident = content.field_ident(self, "value", &place);
        content.push(Field {
            setter: None,
            ident,
            doc,
            ty,
            cardinality: Cardinality::One,
            at_least_one: false,
            slot: Slot::Text { collapse },
            initial,
        });
    }

    /// The type of a member after `retype` and `secret`, with the schema type that it comes from.
    pub(super) fn member_type(&mut self, ty: TypeRef, member: Member<'_>) -> (Type, bool, TypeRef) {
        self.known(member.place.to_owned());
        let declared = match self.bindings.retype(member.place) {
            Some((to, span)) => self.retyped(to, span).unwrap_or(ty),
            None => ty,
        };
        let (rust, collapse) = self.type_of(declared, member);
        match self.bindings.secret(member.place) {
            Some(_) if self.is_text(declared) => (Type::Runtime("types::Secret"), false, declared),
            Some(span) => {
                self.diagnostics.push(
                    Diagnostic::error("secret", "only text can be secret")
                        .at(span, format!("`{}` is no string", member.place))
                        .help("remove the entry, or name the member that holds the text"),
                );
                (rust, collapse, declared)
            }
            None => (rust, collapse, declared),
        }
    }

    fn is_text(&self, ty: TypeRef) -> bool {
        let is_simple = match ty {
            TypeRef::Builtin(_) => true,
            TypeRef::Defined(id) => self.complex(id).is_none(),
        };
        is_simple && simple::builtin(self.ground(ty)).0 == Type::String
    }

    fn retyped(&mut self, to: &str, span: Span) -> Option<TypeRef> {
        let found = match to.strip_prefix("xs:") {
            Some(local) => Builtin::from_name(local).map(TypeRef::Builtin),
            None => self
                .contract
                .types
                .iter()
                .position(|ty| matches!(&ty.name, TypeName::Named(name) if *name.local == *to))
                .map(|index| TypeRef::Defined(TypeId(index))),
        };
        if found.is_none() {
            let types = self.contract.types.iter().filter_map(|ty| match &ty.name {
                TypeName::Named(name) => Some(&*name.local),
                _ => None,
            });
            let help = match closest(to, types) {
                Some(near) => format!("did you mean `{near}`?"),
                None => {
                    "write a built-in type as `xs:NAME`, or the name of a type of the contract".to_owned()
                }
            };
            self.diagnostics.push(
                Diagnostic::error("dangling-type", format!("there is no type `{to}`"))
                    .at(span, "this entry asks for it".to_owned())
                    .help(help),
            );
        }
        found
    }

    /// What `new` does about a member.
    pub(super) fn initial(
        &mut self,
        cardinality: Cardinality,
        ty: TypeRef,
        default: Option<&String>,
        member: Member<'_>,
    ) -> Initial {
        let otherwise = match cardinality {
            Cardinality::One => Initial::Argument,
            // What the contract requires is written even where the bindings let it be absent.
            Cardinality::Optional if self.bindings.is_optional(member.place) => Initial::Nothing,
            Cardinality::Optional | Cardinality::Many => return Initial::Nothing,
        };
        if self.bindings.secret(member.place).is_some() {
            return otherwise;
        }
        let literal = default.and_then(|text| self.literal(ty, text, member));
        literal.map_or(otherwise, Initial::Value)
    }

    pub(super) fn member_doc(
        &self,
        written: Option<&str>,
        otherwise: &str,
        ty: TypeRef,
        default: Option<&str>,
        fixed: Option<&str>,
    ) -> String {
        let mut further = self.anonymous_facets(ty);
        let stated = |before: &str, text: &str| {
            let after = if self.has_literal(ty, text) { "" } else { ", which `new` does not fill in" };
            format!("{before}{}{after}.", code(text))
        };
        further.extend(default.map(|text| stated("Default: ", text)));
        further.extend(fixed.map(|text| stated("Always ", text)));
        further.extend(fixed.map(|_| "Another value is read as it is.".to_owned()));
        doc::doc(written, otherwise, &further)
    }

    /// The one repeated element that a type holds and nothing else, and whether one has to stand.
    pub(super) fn wrapped_item(&self, ty: TypeRef) -> Option<(&'c Element, bool)> {
        let TypeRef::Defined(id) = ty else { return None };
        let complex = self.complex(id)?;
        let plain = complex.derivation.is_none()
            && !complex.is_abstract
            && !complex.mixed
            && complex.attributes.is_empty()
            && complex.any_attribute.is_none()
            && self.derived.get(id.0).is_some_and(Vec::is_empty);
        let SchemaContent::Particle(outer) = &complex.content else { return None };
        let Term::Sequence(particles) = &outer.term else { return None };
        match (&particles[..], outer.max) {
            ([particle], Some(1)) if plain && particle.max.is_none_or(|max| max > 1) => {
                match &particle.term {
                    Term::Element(element) => Some((element, outer.min > 0 && particle.min > 0)),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// Constants for the global elements.
    fn lower_elements(&mut self) {
        let roots = self.contract.root_elements();
        for (index, element) in self.contract.elements.iter().enumerate() {
            if self.contract.is_on_demand(&element.annotation) && !roots.contains(&ElementId(index)) {
                continue;
            }
            let module = self.module_of(&element.name.namespace);
            let root = self.root_type(element);
            let ident = self.module(module).constants.constant(&element.name.local);
            let what = match &root {
                Type::Item { ident, .. } => {
                    format!("Element {} of type `{ident}`.", code(&element.name.local))
                }
                _ => format!("Element {}.", code(&element.name.local)),
            };
            let doc = doc::doc(element.annotation.doc.as_deref(), &what, &[]);
            let name = xml_name(&element.name);
            self.module(module).elements.push(ElementConst { ident, doc, name });
        }
    }
}

pub(super) fn xml_name(name: &QName) -> XmlName {
    XmlName { namespace: name.namespace.to_string(), local: name.local.to_string() }
}
