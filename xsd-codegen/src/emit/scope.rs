//! How items are reached from the place where code is written.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;

use super::token::{ident, index, tokens};
use crate::model::{Cardinality, Field, File, Item, Member, Module, Slot, Type, XmlName};

/// Where the items of a file are: module and identifier; the root module has no identifier.
pub(super) struct Index<'m> {
    runtime: TokenStream,
    /// Modules with a constant for their namespace.
    modules: BTreeMap<&'m str, &'m str>,
    elements: BTreeMap<&'m XmlName, (&'m str, &'m str)>,
    aliases: BTreeMap<(&'m str, &'m str), &'m Type>,
}

impl<'m> Index<'m> {
    pub(super) fn of(file: &'m File) -> Self {
        let mut index = Self {
            runtime: tokens(&file.runtime),
            modules: BTreeMap::new(),
            elements: BTreeMap::new(),
            aliases: BTreeMap::new(),
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
            if let Item::Alias(alias) = item {
                self.aliases.insert((&module.ident, &alias.ident), &alias.ty);
            }
        }
    }

    /// The scope of a child of the root module, or of the root module itself where `module` is empty.
    pub(super) fn scope<'i>(&'i self, module: &'i str) -> Scope<'i> {
        Scope { index: self, module, inner: false }
    }
}

/// A place where code is written.
#[derive(Clone, Copy)]
pub(super) struct Scope<'i> {
    index: &'i Index<'i>,
    module: &'i str,
    /// One module further inside.
    inner: bool,
}

impl<'i> Scope<'i> {
    /// The place in a module inside of this one.
    pub(super) fn inner(self) -> Self {
        Self { inner: true, ..self }
    }

    pub(super) fn runtime(&self) -> &'i TokenStream {
        &self.index.runtime
    }

    /// The path of something in `module`.
    pub(super) fn path(&self, module: &str, item: &str) -> TokenStream {
        let item = ident(item);
        let outwards = self.inner.then(|| quote!(super::));
        if module == self.module {
            return quote!(#outwards #item);
        }
        let to_root = (!self.module.is_empty()).then(|| quote!(super::));
        let to_module = (!module.is_empty()).then(|| ident(module)).map(|module| quote!(#module::));
        quote!(#outwards #to_root #to_module #item)
    }

    /// A namespace: by its constant where it has a module.
    pub(super) fn namespace(&self, uri: &str) -> TokenStream {
        match self.index.modules.get(uri) {
            Some(module) => self.path(module, "NAMESPACE"),
            None => quote!(#uri),
        }
    }

    /// A name, made in place.
    pub(super) fn name(&self, name: &XmlName) -> TokenStream {
        let (runtime, namespace, local) = (self.runtime(), self.namespace(&name.namespace), &name.local);
        quote!(#runtime::Name::new(#namespace, #local))
    }

    /// The name of an element: by its constant where it has one.
    pub(super) fn element(&self, name: &XmlName) -> TokenStream {
        match self.index.elements.get(name) {
            Some((module, element)) => {
                let (elements, element) = (self.path(module, "elements"), ident(element));
                quote!(#elements::#element)
            }
            None => self.name(name),
        }
    }

    /// `const IDENT: [Member; N] = […];`, where there are any.
    pub(super) fn table(&self, constant: &str, members: &[Member]) -> Option<TokenStream> {
        let (runtime, constant, len) = (self.runtime(), ident(constant), index(members.len()));
        let rows = members.iter().map(|member| self.member(member));
        (!members.is_empty()).then(|| quote! { const #constant: [#runtime::Member; #len] = [#(#rows),*]; })
    }

    fn member(&self, member: &Member) -> TokenStream {
        let (runtime, local) = (self.runtime(), &member.name.local);
        let namespace = self.namespace(&member.name.namespace);
        let repeats = member.repeats.then(|| quote!(.repeats()));
        let collapse = member.collapse.then(|| quote!(.collapse()));
        if member.name.namespace.is_empty() {
            quote!(#runtime::Member::local(#local) #repeats #collapse)
        } else {
            quote!(#runtime::Member::qualified(#namespace, #local) #repeats #collapse)
        }
    }

    pub(super) fn ty(&self, ty: &Type) -> TokenStream {
        let runtime = self.runtime();
        match ty {
            Type::Primitive(name) => tokens(name),
            Type::String => quote!(::std::string::String),
            Type::Runtime(path) => {
                let path = tokens(path);
                quote!(#runtime::#path)
            }
            Type::List(item) => {
                let item = self.ty(item);
                quote!(#runtime::types::List<#item>)
            }
            Type::Item { module, ident } => self.path(module, ident),
            Type::Nillable(value) => option(&self.ty(value)),
            Type::Boxed(value) => {
                let value = self.ty(value);
                quote!(::std::boxed::Box<#value>)
            }
            Type::Unit => quote!(()),
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
        let value = if matches!(field.slot, Slot::Wrapped { .. }) { vec(&ty) } else { ty };
        repeated(field.cardinality, &value)
    }
}

/// A type as often as it stands.
pub(super) fn repeated(cardinality: Cardinality, ty: &TokenStream) -> TokenStream {
    match cardinality {
        Cardinality::One => ty.clone(),
        Cardinality::Optional => option(ty),
        Cardinality::Many => vec(ty),
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
        Type::Boxed(_) => quote!(::std::boxed::Box::new(#value)),
        _ => value,
    }
}

fn option(ty: &TokenStream) -> TokenStream {
    quote!(::std::option::Option<#ty>)
}

fn vec(ty: &TokenStream) -> TokenStream {
    quote!(::std::vec::Vec<#ty>)
}
