//! What typify writes, as a person would.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{Attribute, Field, Ident, Item, ItemStruct, LitStr, Type};

use super::contract::Contract;
use super::doc;

/// The structs of what typify wrote, with what the contract says of them, and nothing else.
pub(super) fn structs(written: TokenStream, contract: &Contract) -> String {
    let file: syn::File = syn::parse2(written).unwrap();
    let (sent, received) = (contract.sent(), contract.received());
    let structs = file.items.into_iter().filter_map(|item| match item {
        Item::Struct(item) => Some(item),
        // Conversions that only have a use in typify's own code, and their error.
        Item::Impl(_) | Item::Mod(_) => None,
        other => panic!("{} is more than a struct", quote!(#other)),
    });
    let structs = structs.map(|item| {
        let name = item.ident.to_string();
        Struct::new(item, contract).written(sent.contains(&name), received.contains(&name))
    });
    let file = syn::parse2(structs.collect()).unwrap();
    let text = prettyplease::unparse(&file);
    let text = text.replace("::std::option::Option<", "Option<").replace("::std::vec::Vec<", "Vec<");
    let text = text.replace("::std::string::String", "String");
    // A line between what belongs to different things.
    text.replace("\n}\n", "\n}\n\n").replace("    }\n    ///", "    }\n\n    ///")
}

struct Struct {
    name: Ident,
    docs: TokenStream,
    members: Vec<Member>,
}

struct Member {
    ident: Ident,
    /// In JSON.
    name: String,
    docs: TokenStream,
    kind: Kind,
}

enum Kind {
    Required(Type),
    Optional(Type),
    /// Absent is the same as its default.
    Defaulted(Type),
    /// All members that the contract does not name.
    Extra,
}

impl Struct {
    fn new(item: ItemStruct, contract: &Contract) -> Self {
        let name = item.ident.to_string();
        let members = item.fields.into_iter().map(|field| Member::new(field, &name, contract)).collect();
        Self { docs: docs(contract.description(&name), 0), name: item.ident, members }
    }

    fn written(&self, is_sent: bool, is_received: bool) -> TokenStream {
        let Self { name, docs, members } = self;
        let default = members.iter().all(|member| !matches!(member.kind, Kind::Required(_)));
        let default = default.then(|| quote!(Default,));
        let serialize = is_sent.then(|| quote!(, ::serde::Serialize));
        let deserialize = is_received.then(|| quote!(, ::serde::Deserialize));
        let fields = members.iter().map(|member| member.written(is_sent, is_received));
        let setters = is_sent.then(|| self.setters());
        quote! {
            #docs
            #[derive(Clone, Debug, #default PartialEq #serialize #deserialize)]
            #[non_exhaustive]
            pub struct #name { #(#fields)* }
            #setters
        }
    }

    /// What a user makes a value with.
    fn setters(&self) -> TokenStream {
        let name = &self.name;
        let (mut parameters, mut values, mut setters) = (vec![], vec![], vec![]);
        for Member { ident, docs, kind, .. } in &self.members {
            let setter = format_ident!("with_{}", ident.to_string().trim_end_matches('_'));
            match kind {
                Kind::Required(ty) => {
                    let (parameter, value) = taken(ty, ident);
                    parameters.push(parameter);
                    values.push(quote!(#ident: #value));
                }
                Kind::Optional(ty) => {
                    let (parameter, value) = taken(ty, &format_ident!("value"));
                    values.push(quote!(#ident: None));
                    setters.push((docs, setter, parameter, quote!(self.#ident = Some(#value))));
                }
                Kind::Defaulted(ty) => {
                    let (parameter, value) = taken(ty, &format_ident!("value"));
                    values.push(quote!(#ident: Default::default()));
                    setters.push((docs, setter, parameter, quote!(self.#ident = #value)));
                }
                Kind::Extra => values.push(quote!(#ident: Default::default())),
            }
        }
        let about = match parameters.as_slice() {
            [] => " One without any member.",
            _ => " One with these members, and no others.",
        };
        let setters = setters.into_iter().map(|(docs, setter, parameter, assignment)| {
            quote! {
                #docs
                #[must_use]
                pub fn #setter(mut self, #parameter) -> Self {
                    #assignment;
                    self
                }
            }
        });
        quote! {
            impl #name {
                #[doc = #about]
                #[must_use]
                pub fn new(#(#parameters),*) -> Self {
                    Self { #(#values),* }
                }
                #(#setters)*
            }
        }
    }
}

impl Member {
    fn new(field: Field, owner: &str, contract: &Contract) -> Self {
        let ident = field.ident.unwrap();
        let serde = Serde::of(&field.attrs);
        let name = serde.rename.unwrap_or_else(|| ident.to_string());
        let kind = match optional(&field.ty) {
            _ if serde.flatten => Kind::Extra,
            Some(inner) => Kind::Optional(inner),
            None if serde.default => Kind::Defaulted(field.ty),
            None => Kind::Required(field.ty),
        };
        let text = match kind {
            Kind::Extra => "Members that the contract does not name.".to_owned(),
            _ => contract.member_description(owner, &name),
        };
        Self { docs: docs(&text, 4), ident, name, kind }
    }

    fn written(&self, is_sent: bool, is_received: bool) -> TokenStream {
        let Self { ident, name, docs, kind } = self;
        let mut serde = vec![];
        if ident != name && !matches!(kind, Kind::Extra) {
            serde.push(quote!(rename = #name));
        }
        let ty = match kind {
            Kind::Required(ty) => quote!(#ty),
            Kind::Optional(ty) => {
                if is_sent {
                    serde.push(quote!(skip_serializing_if = "Option::is_none"));
                }
                quote!(Option<#ty>)
            }
            Kind::Defaulted(ty) => {
                if is_sent && is_list(ty) {
                    serde.push(quote!(skip_serializing_if = "Vec::is_empty"));
                }
                if is_received {
                    serde.push(quote!(default, deserialize_with = "crate::rest::null_is_default"));
                }
                quote!(#ty)
            }
            Kind::Extra => {
                serde.push(quote!(flatten));
                quote!(crate::rest::Extra)
            }
        };
        let serde = (!serde.is_empty()).then(|| quote!(#[serde(#(#serde),*)]));
        quote!(#docs #serde pub #ident: #ty,)
    }
}

/// What typify tells serde of a member.
#[derive(Default)]
struct Serde {
    rename: Option<String>,
    default: bool,
    flatten: bool,
}

impl Serde {
    fn of(attributes: &[Attribute]) -> Self {
        let mut serde = Self::default();
        for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("serde")) {
            let read = attribute.parse_nested_meta(|meta| {
                let value = meta.value().and_then(|value| value.parse::<LitStr>()).ok();
                if meta.path.is_ident("rename") {
                    serde.rename = value.map(|value| value.value());
                }
                serde.default |= meta.path.is_ident("default");
                serde.flatten |= meta.path.is_ident("flatten");
                Ok(())
            });
            read.unwrap();
        }
        serde
    }
}

/// A parameter for a value of this type, and what makes the value of it. A literal would not know its type if any that
/// becomes a primitive one were taken.
fn taken(ty: &Type, name: &Ident) -> (TokenStream, TokenStream) {
    let primitive = ["bool", "f64", "i32", "i64", "u32", "u64"];
    match ty {
        Type::Path(path) if primitive.iter().any(|primitive| path.path.is_ident(primitive)) => {
            (quote!(#name: #ty), quote!(#name))
        }
        _ => (quote!(#name: impl Into<#ty>), quote!(#name.into())),
    }
}

fn is_list(ty: &Type) -> bool {
    matches!(ty, Type::Path(path) if path.path.segments.last().is_some_and(|last| last.ident == "Vec"))
}

/// What an `Option` holds.
fn optional(ty: &Type) -> Option<Type> {
    let Type::Path(path) = ty else { return None };
    let last = path.path.segments.last()?;
    match &last.arguments {
        syn::PathArguments::AngleBracketed(arguments) if last.ident == "Option" => {
            match arguments.args.first()? {
                syn::GenericArgument::Type(inner) => Some(inner.clone()),
                _ => None,
            }
        }
        _ => None,
    }
}

fn docs(text: &str, indent: usize) -> TokenStream {
    let lines = doc::wrap(text, indent).into_iter().map(|line| format!(" {line}"));
    quote!(#(#[doc = #lines])*)
}
