//! How items are reached from the place where code is written.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::TokenStream;
use quote::quote;

use super::imports::Imports;
use super::token::{ident, index, tokens};
use crate::model::{Cardinality, Field, File, Item, Member, Module, Namespaces, Slot, Type, XmlName};

/// Where the items of a file are: module and identifier; the root module has no identifier.
pub(super) struct Index<'m> {
    runtime: &'m str,
    /// Modules with a constant for their namespace.
    modules: BTreeMap<&'m str, &'m str>,
    elements: BTreeMap<&'m XmlName, (&'m str, &'m str)>,
    aliases: BTreeMap<(&'m str, &'m str), &'m Type>,
    /// What has an item of its own, by module and identifier.
    items: BTreeSet<(&'m str, &'m str)>,
}

impl<'m> Index<'m> {
    pub(super) fn of(file: &'m File) -> Self {
        let mut index = Self {
            runtime: &file.runtime,
            modules: BTreeMap::new(),
            elements: BTreeMap::new(),
            aliases: BTreeMap::new(),
            items: file.faults.iter().map(|faults| ("", &*faults.ident)).collect(),
        };
        for module in std::iter::once(&file.root).chain(&file.modules) {
            index.add(module);
        }
        index
    }

    fn add(&mut self, module: &'m Module) {
        if !module.namespace.is_empty() {
            self.modules.entry(&module.namespace).or_insert(&module.ident);
        }
        for element in &module.elements {
            self.elements.entry(&element.name).or_insert((&module.ident, &element.ident));
        }
        for item in &module.items {
            self.items.insert((&module.ident, item.ident()));
            if let Item::Alias(alias) = item {
                self.aliases.insert((&module.ident, &alias.ident), &alias.ty);
            }
        }
    }

    /// The scope of a child of the root module, or of the root module itself where `module` is empty.
    pub(super) fn scope<'i>(&'i self, module: &'i str) -> Scope<'i> {
        Scope { index: self, module, imports: None }
    }
}

/// A place where code is written: the module of a namespace, or a module inside of it.
///
/// In the module itself its items hide whatever has the same name, so what the runtime offers is written with its whole
/// path, and so is what the prelude offers where an item is called like it. Inside, the items are reached by `super`, and
/// what std and the runtime offer by its last name.
#[derive(Clone, Copy)]
pub(super) struct Scope<'i> {
    index: &'i Index<'i>,
    module: &'i str,
    /// What the inner module imports; `None` outside of it.
    imports: Option<&'i Imports>,
}

impl<'i> Scope<'i> {
    /// The place in a module inside of this one.
    pub(super) fn inner<'a>(self, imports: &'a Imports) -> Scope<'a>
    where
        'i: 'a,
    {
        Scope { imports: Some(imports), ..self }
    }

    /// Brings names of the runtime into scope, for code that is written with them.
    pub(super) fn uses(&self, paths: &[&str]) {
        for path in paths {
            self.runtime(path);
        }
    }

    /// Something of the runtime.
    pub(super) fn runtime(&self, path: &str) -> TokenStream {
        self.imported(&format!("{}::{path}", self.index.runtime))
    }

    /// By its last name where there are imports, else by its whole path.
    pub(super) fn imported(&self, path: &str) -> TokenStream {
        match (self.imports, path.rsplit_once("::")) {
            (Some(imports), Some((parent, name))) => {
                imports.add(parent, name);
                tokens(name)
            }
            _ => tokens(path),
        }
    }

    /// Something that the prelude offers: by its whole path where an item of the module hides it.
    fn prelude(&self, path: &str) -> TokenStream {
        let is_hidden =
            |name: &&str| self.imports.is_none() && self.index.items.contains(&(self.module, *name));
        let name = path.rsplit("::").next().filter(|name| !is_hidden(name));
        tokens(name.unwrap_or(path))
    }

    /// The path of an item of this namespace.
    pub(super) fn own(&self, item: &str) -> TokenStream {
        self.path(self.module, item)
    }

    /// The path of something in `module`.
    pub(super) fn path(&self, module: &str, item: &str) -> TokenStream {
        let item = ident(item);
        let outwards = self.imports.map(|_| quote!(super::));
        if module == self.module {
            return quote!(#outwards #item);
        }
        let to_root = (!self.module.is_empty()).then(|| quote!(super::));
        let to_module = (!module.is_empty()).then(|| ident(module)).map(|module| quote!(#module::));
        quote!(#outwards #to_root #to_module #item)
    }

    /// Visibility in all modules, for a function of an inner module.
    pub(super) fn whole_file(&self) -> TokenStream {
        if self.module.is_empty() { quote!(pub(super)) } else { quote!(pub(in super::super)) }
    }

    /// What each module of a namespace has under a name that no contract can take.
    fn known(&self, module: &str, name: &str) -> TokenStream {
        match self.imports {
            Some(_) if module == self.module => self.imported(&format!("super::{name}")),
            _ => self.path(module, name),
        }
    }

    /// A namespace: by its constant where it has a module.
    pub(super) fn namespace(&self, uri: &str) -> TokenStream {
        match self.index.modules.get(uri) {
            Some(module) => self.known(module, "NAMESPACE"),
            None => quote!(#uri),
        }
    }

    /// A name, made in place.
    pub(super) fn name(&self, name: &XmlName) -> TokenStream {
        let (ty, namespace, local) = (self.runtime("Name"), self.namespace(&name.namespace), &name.local);
        quote!(#ty::new(#namespace, #local))
    }

    /// The name of an element: by its constant where it has one.
    pub(super) fn element(&self, name: &XmlName) -> TokenStream {
        match self.index.elements.get(name) {
            Some((module, element)) => {
                let (elements, element) = (self.known(module, "elements"), ident(element));
                quote!(#elements::#element)
            }
            None => self.name(name),
        }
    }

    /// `const IDENT: [Member; N] = […];`, where there are any.
    pub(super) fn table(&self, constant: &str, members: &[Member]) -> Option<TokenStream> {
        if members.is_empty() {
            return None;
        }
        let (member, constant, len) = (self.runtime("Member"), ident(constant), index(members.len()));
        let rows = members.iter().map(|row| self.row(&member, row));
        Some(quote! { const #constant: [#member; #len] = [#(#rows),*]; })
    }

    /// One row of such a table.
    pub(super) fn member(&self, member: &Member) -> TokenStream {
        self.row(&self.runtime("Member"), member)
    }

    fn row(&self, ty: &TokenStream, member: &Member) -> TokenStream {
        let local = &member.name.local;
        let repeats = member.repeats.then(|| quote!(.repeats()));
        let collapse = member.collapse.then(|| quote!(.collapse()));
        if let Some(wildcard) = &member.wildcard {
            let wildcard = self.wildcard(wildcard);
            quote!(#ty::#wildcard #repeats)
        } else if member.name.namespace.is_empty() {
            quote!(#ty::local(#local) #repeats #collapse)
        } else {
            let namespace = self.namespace(&member.name.namespace);
            quote!(#ty::qualified(#namespace, #local) #repeats #collapse)
        }
    }

    fn wildcard(&self, namespaces: &Namespaces) -> TokenStream {
        match namespaces {
            Namespaces::Any => quote!(any()),
            Namespaces::Other(excluded) => {
                let excluded = self.namespace(excluded);
                quote!(any_other(#excluded))
            }
            Namespaces::Among(admitted) => {
                let admitted = admitted.iter().map(|namespace| self.namespace(namespace));
                quote!(any_of(&[#(#admitted),*]))
            }
        }
    }

    pub(super) fn ty(&self, ty: &Type) -> TokenStream {
        match ty {
            Type::Primitive(name) => tokens(name),
            Type::String => self.prelude("::std::string::String"),
            Type::Runtime(path) => self.runtime(path),
            Type::List(item) => {
                let (list, item) = (self.runtime("types::List"), self.ty(item));
                quote!(#list<#item>)
            }
            Type::Item { module, ident } => self.path(module, ident),
            Type::Shared(path) => tokens(path),
            Type::Array(item) => self.vec(&self.ty(item)),
            Type::Nillable(value) => self.option(&self.ty(value)),
            Type::Boxed(value) => {
                let (container, value) = (self.prelude("::std::boxed::Box"), self.ty(value));
                quote!(#container<#value>)
            }
            Type::Unit => quote!(()),
        }
    }

    /// The type of the parts of a group: it stands beside the code that uses it.
    pub(super) fn parts(&self, parts: &Type) -> TokenStream {
        match parts {
            Type::Item { ident: parts, .. } => ident(parts),
            other => self.ty(other),
        }
    }

    /// Whether a value is given as it is: a literal would not know what to become.
    pub(super) fn is_primitive(&self, ty: &Type) -> bool {
        match ty {
            Type::Primitive(_) => true,
            Type::Item { module, ident } => {
                let alias = self.index.aliases.get(&(&**module, &**ident));
                alias.is_some_and(|ty| self.is_primitive(ty))
            }
            _ => false,
        }
    }

    /// The type of a field: `ty` is that of one value.
    pub(super) fn field(&self, field: &Field, ty: &Type) -> TokenStream {
        let ty = self.ty(ty);
        let value = if matches!(field.slot, Slot::Wrapped { .. }) { self.vec(&ty) } else { ty };
        self.repeated(field.cardinality, &value)
    }

    /// A type as often as it stands.
    pub(super) fn repeated(&self, cardinality: Cardinality, ty: &TokenStream) -> TokenStream {
        match cardinality {
            Cardinality::One => ty.clone(),
            Cardinality::Optional => self.option(ty),
            Cardinality::Many => self.vec(ty),
        }
    }

    /// What collects a group as often as it stands.
    pub(super) fn collected(&self, cardinality: Cardinality, parts: &Type) -> TokenStream {
        let parts = self.parts(parts);
        match cardinality {
            Cardinality::One | Cardinality::Optional => self.repeated(cardinality, &parts),
            Cardinality::Many => {
                let groups = self.runtime("Groups");
                quote!(#groups<#parts>)
            }
        }
    }

    fn option(&self, ty: &TokenStream) -> TokenStream {
        let option = self.prelude("::std::option::Option");
        quote!(#option<#ty>)
    }

    fn vec(&self, ty: &TokenStream) -> TokenStream {
        let vec = self.prelude("::std::vec::Vec");
        quote!(#vec<#ty>)
    }
}

/// The type inside the `Box`, or the type itself.
pub(super) fn unboxed(ty: &Type) -> &Type {
    match ty {
        Type::Boxed(value) => value,
        value => value,
    }
}

/// A value as the type wants it: in a `Box`, or as it is.
pub(super) fn boxed(ty: &Type, value: TokenStream) -> TokenStream {
    match ty {
        Type::Boxed(_) => quote!(Box::new(#value)),
        _ => value,
    }
}
