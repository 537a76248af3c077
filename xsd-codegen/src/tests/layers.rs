//! The layers of the generator: which stage may use which, and what only one place may do.

use std::path::Path;

use super::folders;

/// Each layer, and the layers that it may use beside itself. `lib.rs`, `error.rs` and `main.rs` put them together.
const LAYERS: [(&str, &[&str]); 7] = [
    ("diagnostic", &["load"]),
    ("load", &["diagnostic"]),
    ("document", &["diagnostic", "load"]),
    ("schema", &["diagnostic", "document"]),
    ("model", &["diagnostic", "load", "schema"]),
    ("emit", &["diagnostic", "model"]),
    ("explain", &["model", "schema"]),
];

/// What may be used in one place alone: a crate or module, and the start of the paths where it may stand.
const RESERVED: [(&str, &str); 6] = [
    // Files are read.
    ("std::fs", "load.rs"),
    // XML is parsed.
    ("roxmltree::", "document/"),
    // Identifiers are made.
    ("heck::", "model/name.rs"),
    // Tokens are made.
    ("quote::", "emit/"),
    ("proc_macro2::", "emit/"),
    ("prettyplease::", "emit/"),
];

#[test]
fn a_layer_uses_only_the_layers_below_it() {
    for (layer, below) in LAYERS {
        let files = files_of(layer);
        assert!(!files.is_empty(), "the layer {layer} has no file");
        for file in files {
            for used in file.roots() {
                let allowed = used == layer || below.contains(&used.as_str());
                assert!(allowed, "{} is of the layer `{layer}` and must not use `{used}`", file.path);
            }
        }
    }
}

#[test]
fn what_one_place_does_no_other_does() {
    for (layer, _) in LAYERS {
        for file in files_of(layer) {
            for (what, place) in RESERVED {
                let allowed = file.path.starts_with(place) || file.behind(what).next().is_none();
                assert!(allowed, "{} must not use `{what}`, which belongs to {place}", file.path);
            }
        }
    }
}

#[test]
fn generator_and_runtime_do_not_depend_on_each_other() {
    for (package, other) in [("xsd-codegen", "xsd-runtime"), ("xsd-runtime", "xsd-codegen")] {
        let manifest = std::fs::read_to_string(Path::new("..").join(package).join("Cargo.toml")).unwrap();
        let depends = |line: &str| line.starts_with(other);
        assert!(!manifest.lines().any(depends), "{package} depends on {other}");
    }
}

/// A file of a layer, without comments.
struct File {
    /// Relative to `src`, parts parted by `/`.
    path: String,
    code: String,
}

impl File {
    fn read(path: &Path) -> Self {
        let text = std::fs::read_to_string(path).unwrap();
        let is_code = |line: &&str| !line.trim_start().starts_with("//");
        let code = text.lines().filter(is_code).collect::<Vec<_>>().join("\n");
        let path = path.strip_prefix("src").unwrap();
        let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
        Self { path: parts.join("/"), code }
    }

    /// What the file names at the root of the crate: by `crate::`, or by `super::` often enough to get there.
    fn roots(&self) -> Vec<String> {
        let climb = "super::".repeat(self.depth());
        let by_super = self.behind(&climb).filter(|rest| is_layer(&first_name(rest)));
        self.behind("crate::").chain(by_super).flat_map(names).collect()
    }

    /// What follows each place where `path` stands, and is not the end of a longer name.
    fn behind(&self, path: &str) -> impl Iterator<Item = &str> {
        let found = self.code.match_indices(path);
        let starts_a_name = |(at, _): &(usize, &str)| !self.code[..*at].ends_with(is_name_char);
        found.filter(starts_a_name).map(|(at, path)| &self.code[at + path.len()..])
    }

    /// How many modules the file's own is away from the root of the crate.
    fn depth(&self) -> usize {
        self.path.trim_end_matches("/mod.rs").split('/').count()
    }
}

/// The first names of what follows `crate::`: one, or each of those in braces.
fn names(path: &str) -> Vec<String> {
    let Some(group) = path.strip_prefix('{') else { return vec![first_name(path)] };
    let mut paths = vec![String::new()];
    let mut depth = 0;
    for c in group.chars() {
        match c {
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            '{' => depth += 1,
            ',' if depth == 0 => paths.push(String::new()),
            _ if depth == 0 => paths.last_mut().unwrap().push(c),
            _ => {}
        }
    }
    paths.iter().map(|path| first_name(path.trim())).filter(|name| !name.is_empty()).collect()
}

fn first_name(path: &str) -> String {
    path.chars().take_while(|c| is_name_char(*c)).collect()
}

fn is_name_char(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn is_layer(name: &str) -> bool {
    LAYERS.iter().any(|(layer, _)| *layer == name)
}

/// The files of a layer: `layer.rs` and what is in the folder `layer`, but for tests.
fn files_of(layer: &str) -> Vec<File> {
    let mut files = Vec::new();
    let single = Path::new("src").join(layer).with_extension("rs");
    if single.exists() {
        files.push(File::read(&single));
    }
    let folder = Path::new("src").join(layer);
    if folder.is_dir() {
        collect(&folder, &mut files);
    }
    files
}

fn collect(folder: &Path, files: &mut Vec<File>) {
    for entry in folder.read_dir().unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "rs") && !path.ends_with("tests.rs") {
            files.push(File::read(&path));
        }
    }
    for folder in folders(folder).into_iter().filter(|folder| !folder.ends_with("tests")) {
        collect(&folder, files);
    }
}

#[test]
fn names_at_the_root_are_found_however_they_are_written() {
    let file = |path: &str, code: &str| File { path: path.to_owned(), code: code.to_owned() };
    let roots = |path, code| file(path, code).roots();
    assert_eq!(roots("emit/field.rs", "use crate::model::{Slot, Type};"), ["model"]);
    assert_eq!(
        roots("emit/field.rs", "use crate::{model::{a, b}, schema, load::c};"),
        ["model", "schema", "load"]
    );
    assert_eq!(roots("emit/mod.rs", "use super::schema;"), ["schema"]);
    assert_eq!(roots("emit/field.rs", "use super::schema; use super::super::load::Sources;"), ["load"]);
}
