//! Random documents that a schema allows.

use std::collections::BTreeSet;
use std::fmt::Write;

use crate::random::Random;
use crate::schema::{Content, Element, Occurs, Particle, Schema, Simple, Term, Type};
use crate::text::{escaped, name, prefixes};
use crate::values::value;

/// How many elements a document has before what is optional is left out.
const ENOUGH: usize = 40;

/// A document.
pub(crate) struct Instance {
    pub(crate) text: String,
    /// Whether the order of elements is that of the schema.
    pub(crate) is_in_order: bool,
    /// The start tags of the declarations that it makes use of, as far as their names.
    pub(crate) declarations: BTreeSet<String>,
}

/// A document whose root is this global element; `None` where no element can have its type.
pub(crate) fn instance(schema: &Schema, random: &mut Random, root: usize) -> Option<Instance> {
    let mut writer = Writer {
        schema,
        random,
        text: String::new(),
        elements: 0,
        is_in_order: true,
        declares: true,
        declarations: BTreeSet::new(),
    };
    let global = &schema.globals[root];
    if !writer.can_be_written(&global.element.ty) {
        return None;
    }
    // The type of a root is the one that is declared, where that can be.
    let ty = match global.element.ty {
        Type::Complex(ty) if schema.types[ty].is_abstract => Some(*writer.random.pick(&schema.stand_ins(ty))),
        _ => None,
    };
    writer.typed(&name(schema, global.namespace, &global.element.name), &global.element, ty);
    let Writer { text, is_in_order, declarations, .. } = writer;
    Some(Instance { text, is_in_order, declarations })
}

struct Writer<'s> {
    schema: &'s Schema,
    random: &'s mut Random,
    text: String,
    elements: usize,
    is_in_order: bool,
    /// Whether the next start tag is that of the root.
    declares: bool,
    declarations: BTreeSet<String>,
}

impl Writer<'_> {
    fn can_be_written(&self, ty: &Type) -> bool {
        match ty {
            Type::Complex(ty) => !self.schema.stand_ins(*ty).is_empty(),
            Type::Simple(_) | Type::Anonymous(_) | Type::Any => true,
        }
    }

    fn has_enough(&self) -> bool {
        self.elements > ENOUGH
    }

    fn element(&mut self, name: &str, element: &Element) {
        let ty = match element.ty {
            Type::Complex(ty) => self.stand_in(ty),
            _ => None,
        };
        self.typed(name, element, ty);
    }

    /// The type to stand in the place of the declared one.
    fn stand_in(&mut self, ty: usize) -> Option<usize> {
        let types = self.schema.stand_ins(ty);
        let chosen = match types.first() {
            Some(first) if self.has_enough() => *first,
            _ => *self.random.pick(&types),
        };
        let is_abstract = self.schema.types[ty].is_abstract;
        (chosen != ty && (is_abstract || !self.has_enough() && self.random.percent(50))).then_some(chosen)
    }

    /// An element, of another type than the declared one where that is said.
    fn typed(&mut self, name: &str, element: &Element, stand_in: Option<usize>) {
        self.elements += 1;
        write!(self.text, "<{name}").unwrap();
        if std::mem::take(&mut self.declares) {
            self.text.push_str(&prefixes(self.schema));
            self.text
                .push_str(" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xmlns:f=\"urn:foreign\"");
        }
        if let Some(ty) = stand_in {
            let ty = &self.schema.types[ty];
            write!(self.text, " xsi:type=\"{}\"", self::name(self.schema, ty.namespace, &ty.name)).unwrap();
        }
        let ty = match stand_in {
            Some(ty) => Type::Complex(ty),
            None => element.ty.clone(),
        };
        if element.is_nillable && stand_in.is_none() && !self.has_attributes(&ty) && self.random.percent(30) {
            write!(self.text, " xsi:nil=\"true\"/>").unwrap();
            return;
        }
        match &ty {
            Type::Simple(ty) => {
                self.text.push('>');
                self.value(*ty);
            }
            Type::Anonymous(content) => {
                self.text.push('>');
                if let Content::Particle(particle) = &**content {
                    self.particle(particle, false);
                }
            }
            Type::Any => {
                self.text.push('>');
                self.foreign();
            }
            Type::Complex(ty) => self.complex(*ty),
        }
        write!(self.text, "</{name}>").unwrap();
    }

    /// Whether elements of the type have attributes, which one that is nil would not keep.
    fn has_attributes(&self, ty: &Type) -> bool {
        match ty {
            Type::Complex(ty) => self.schema.uses(*ty).iter().any(|(_, one)| one.occurs == Occurs::Required),
            _ => false,
        }
    }

    fn complex(&mut self, ty: usize) {
        let schema = self.schema;
        for part in schema.line(ty) {
            self.declarations.insert(format!("<xs:complexType name=\"{}\"", schema.types[part].name));
        }
        for (namespace, one) in schema.uses(ty) {
            let is_there = match one.occurs {
                Occurs::Required => true,
                Occurs::Optional => self.random.percent(50),
                Occurs::Prohibited => false,
            };
            if is_there {
                let attribute = &schema.attributes[one.attribute];
                let is_qualified =
                    attribute.form.unwrap_or(schema.namespaces[namespace].qualifies_attributes);
                let name = if is_qualified {
                    name(schema, namespace, &attribute.name)
                } else {
                    attribute.name.clone()
                };
                let value = value(schema, self.random, attribute.ty);
                write!(self.text, " {name}=\"{}\"", escaped(&value)).unwrap();
            }
        }
        if schema.any_attribute(ty) && self.random.percent(50) {
            self.text.push_str(" f:extra=\"any &amp; all\"");
        }
        self.text.push('>');
        if let Some(text) = schema.text(ty) {
            self.value(text);
        }
        let is_mixed = schema.types[ty].is_mixed;
        self.mix(is_mixed);
        for particle in schema.particles(ty) {
            self.particle(particle, is_mixed);
        }
    }

    fn value(&mut self, ty: Simple) {
        let value = value(self.schema, self.random, ty);
        self.text.push_str(&value.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;"));
    }

    /// Text between elements, where there may be some.
    fn mix(&mut self, is_mixed: bool) {
        if is_mixed && self.random.percent(60) {
            let text = *self.random.pick(&["some text", " a ", "&lt;", "x<![CDATA[y&z]]>", "\n  lines\n"]);
            self.text.push_str(text);
        }
    }

    fn particle(&mut self, particle: &Particle, is_mixed: bool) {
        let most = particle.most.unwrap_or(particle.least + 3);
        let count = match self.has_enough() || !self.can_stand(&particle.term) {
            true => particle.least,
            false => self.random.between(particle.least, most.max(particle.least)),
        };
        for _ in 0..count {
            self.term(&particle.term, is_mixed);
        }
    }

    /// Whether there is anything that can stand for an element.
    fn can_stand(&self, term: &Term) -> bool {
        match term {
            Term::Local(local, _) => self.can_be_written(&self.schema.locals[*local].ty),
            Term::Global(head) => !self.substitutes(*head).is_empty(),
            _ => true,
        }
    }

    fn substitutes(&self, head: usize) -> Vec<usize> {
        let mut all = self.schema.substitutes(head);
        all.retain(|member| self.can_be_written(&self.schema.globals[*member].element.ty));
        all
    }

    fn term(&mut self, term: &Term, is_mixed: bool) {
        let schema = self.schema;
        match term {
            Term::Local(local, namespace) => {
                let local = &schema.locals[*local];
                let is_qualified = local.form.unwrap_or(schema.namespaces[*namespace].qualifies_elements);
                let name =
                    if is_qualified { name(schema, *namespace, &local.name) } else { local.name.clone() };
                self.element(&name, local);
                self.mix(is_mixed);
            }
            Term::Global(head) => {
                let substitutes = self.substitutes(*head);
                let chosen = match self.has_enough() {
                    true => substitutes[0],
                    false => *self.random.pick(&substitutes),
                };
                for global in [*head, chosen] {
                    let name = &schema.globals[global].element.name;
                    self.declarations.insert(format!("<xs:element name=\"{name}\""));
                }
                let global = &schema.globals[chosen];
                self.element(&name(schema, global.namespace, &global.element.name), &global.element);
                self.mix(is_mixed);
            }
            Term::Group(group) => {
                let group = &schema.groups[*group];
                self.declarations.insert(format!("<xs:group name=\"{}\"", group.name));
                self.particle(&group.particle, is_mixed);
            }
            Term::Any(_) => {
                self.foreign();
                self.mix(is_mixed);
            }
            Term::Sequence(parts) => {
                for part in parts {
                    self.particle(part, is_mixed);
                }
            }
            Term::Choice(parts) => {
                let part = self.random.pick(parts);
                self.particle(part, is_mixed);
            }
            Term::All(parts) => {
                let mut parts: Vec<&Particle> = parts.iter().collect();
                if self.random.percent(30) {
                    self.random.shuffle(&mut parts);
                    self.is_in_order = false;
                }
                for part in parts {
                    self.particle(part, is_mixed);
                }
            }
        }
    }

    /// An element of a namespace that no schema has.
    fn foreign(&mut self) {
        self.elements += 1;
        let text = *self.random.pick(&[
            "<f:thing/>",
            "<f:thing a=\"b\">text<f:inner f:c=\"d\"/> more</f:thing>",
            "<own xmlns=\"urn:foreign\"><a/>x</own>",
            "<g:other xmlns:g=\"urn:foreign\" id=\"7\">g:value</g:other>",
        ]);
        self.text.push_str(text);
    }
}
