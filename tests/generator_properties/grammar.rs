//! Random schemas.
//!
//! What a type requires has types that stand before it, so that there is an end to every value of it.

use crate::random::Random;
use crate::schema::{
    Attribute, AttributeGroup, ComplexType, Content, Derivation, Element, Global, Group, Namespace, Occurs,
    Particle, Schema, Simple, SimpleType, Term, Type, Use, Variety,
};
use crate::values::{BUILT_IN, OF_LISTS};

const URIS: [&str; 3] = ["urn:random:a", "urn:random:b", ""];
/// What wildcards admit.
const CONSTRAINTS: [&str; 3] = ["##any", "##other", "urn:foreign"];
const NAMES: [&str; 16] = [
    "a", "b", "item", "Item", "type", "value", "content", "any", "new", "x-y", "x.y", "_1", "self", "Vec",
    "name", "ELEMENTS",
];

/// A schema of about `size` types.
pub(crate) fn schema(random: &mut Random, size: usize) -> Schema {
    let (schema, is_plain) = (empty(random), random.percent(50));
    let mut grammar = Grammar { schema, random, size, names: 0, single: 0, is_plain };
    grammar.simple_types();
    grammar.attributes();
    grammar.locals();
    grammar.heads();
    grammar.groups();
    for ty in 0..size {
        let ty = grammar.complex_type(ty);
        grammar.schema.types.push(ty);
    }
    grammar.members();
    grammar.roots();
    grammar.schema
}

struct Grammar<'r> {
    schema: Schema,
    random: &'r mut Random,
    size: usize,
    /// How many elements there are that may stand in any place; the first ones of all.
    names: usize,
    /// How many elements there are that stand in one place only.
    single: usize,
    /// Whether each element and each wildcard stands in one place only, so that all order is kept.
    is_plain: bool,
}

fn empty(random: &mut Random) -> Schema {
    let count = random.between(1, URIS.len());
    let namespace = |uri: &&'static str| Namespace {
        uri,
        qualifies_elements: random.percent(60),
        qualifies_attributes: random.percent(20),
    };
    Schema {
        namespaces: URIS.iter().take(count).map(namespace).collect(),
        simple: Vec::new(),
        locals: Vec::new(),
        globals: Vec::new(),
        groups: Vec::new(),
        attributes: Vec::new(),
        attribute_groups: Vec::new(),
        types: Vec::new(),
    }
}

impl Grammar<'_> {
    fn namespace(&mut self) -> usize {
        self.random.below(self.schema.namespaces.len())
    }

    fn simple_types(&mut self) {
        for index in 0..self.random.between(2, 6) {
            let variety = match self.random.below(5) {
                0 => Variety::Restriction(self.simple()),
                1 | 2 => Variety::Enumeration(self.enumeration()),
                3 => Variety::List(Simple::BuiltIn(self.random.pick::<&str>(&OF_LISTS))),
                _ => Variety::Union((0..self.random.between(1, 3)).map(|_| self.simple()).collect()),
            };
            let namespace = self.namespace();
            self.schema.simple.push(SimpleType { name: format!("simple{index}"), namespace, variety });
        }
    }

    fn enumeration(&mut self) -> Vec<&'static str> {
        let mut values = ["red", "Red", "a b", "7up", "-", "ß", "self", "Unknown"];
        self.random.shuffle(&mut values);
        values.iter().take(self.random.between(1, values.len())).copied().collect()
    }

    fn simple(&mut self) -> Simple {
        match self.schema.simple.len() {
            named if named > 0 && self.random.percent(40) => Simple::Named(self.random.below(named)),
            _ => Simple::BuiltIn(self.random.pick(&BUILT_IN).0),
        }
    }

    fn attributes(&mut self) {
        for index in 0..self.random.between(2, 5) {
            let form = self.random.percent(10).then(|| self.random.percent(50));
            let (ty, default) = (self.simple(), self.random.percent(15));
            let name = format!("{}{index}", self.random.pick(&["a", "type", "Id"]));
            self.schema.attributes.push(Attribute { name, form, ty, default });
        }
        for index in 0..self.random.below(3) {
            let (namespace, uses) = (self.namespace(), self.uses());
            let name = format!("attributes{index}");
            self.schema.attribute_groups.push(AttributeGroup { name, namespace, uses });
        }
    }

    fn uses(&mut self) -> Vec<Use> {
        let mut uses = Vec::new();
        for attribute in 0..self.schema.attributes.len() {
            if self.random.percent(25) {
                let can_be_required = !self.schema.attributes[attribute].default;
                let is_required = can_be_required && self.random.percent(40);
                let occurs = if is_required { Occurs::Required } else { Occurs::Optional };
                uses.push(Use { attribute, occurs });
            }
        }
        uses
    }

    /// A type for an element; a complex one may stand anywhere in the list.
    fn any_type(&mut self) -> Type {
        match self.random.below(20) {
            0 => Type::Any,
            1..8 => Type::Simple(self.simple()),
            _ => Type::Complex(self.random.below(self.size)),
        }
    }

    fn locals(&mut self) {
        self.names = self.random.between(4, NAMES.len());
        for name in NAMES.iter().take(self.names) {
            let element = Element {
                name: (*name).to_owned(),
                form: self.random.percent(15).then(|| self.random.percent(50)),
                ty: self.any_type(),
                is_nillable: self.random.percent(12),
            };
            self.schema.locals.push(element);
        }
    }

    fn heads(&mut self) {
        for index in 0..self.random.below(3) {
            let namespace = self.namespace();
            let ty = match self.random.percent(50) {
                true => Type::Simple(self.simple()),
                false => Type::Complex(self.random.below(self.size)),
            };
            let element = Element { name: format!("head{index}"), form: None, ty, is_nillable: false };
            let is_abstract = self.random.percent(30);
            self.schema.globals.push(Global { element, namespace, is_abstract, head: None });
        }
    }

    /// What substitutes the heads.
    fn members(&mut self) {
        for head in 0..self.schema.globals.len() {
            for index in 0..self.random.between(1, 3) {
                let ty = match &self.schema.globals[head].element.ty {
                    Type::Complex(ty) => {
                        let mut types = self.schema.stand_ins(*ty);
                        types.push(*ty);
                        Type::Complex(*self.random.pick(&types))
                    }
                    ty => ty.clone(),
                };
                let namespace = self.namespace();
                let name = format!("member{head}{index}");
                let element = Element { name, form: None, ty, is_nillable: false };
                self.schema.globals.push(Global { element, namespace, is_abstract: false, head: Some(head) });
            }
        }
    }

    /// An element of each type, for a message to have as its root.
    fn roots(&mut self) {
        for ty in 0..self.size {
            let namespace = self.namespace();
            let name = format!("root{ty}");
            let element = Element { name, form: None, ty: Type::Complex(ty), is_nillable: false };
            self.schema.globals.push(Global { element, namespace, is_abstract: false, head: None });
        }
    }

    fn groups(&mut self) {
        for index in 0..self.random.below(3) {
            let namespace = self.namespace();
            let content = self.model(0, namespace, 2);
            let (name, particle) =
                (format!("group{index}"), Particle { least: 1, most: Some(1), term: content });
            self.schema.groups.push(Group { name, namespace, particle });
        }
    }

    fn complex_type(&mut self, index: usize) -> ComplexType {
        let namespace = self.namespace();
        let mut ty = ComplexType {
            name: format!("{}{index}", self.random.pick(&["type", "Type", "root", "t-"])),
            namespace,
            is_abstract: self.random.percent(10),
            is_mixed: false,
            base: None,
            content: Content::Empty,
            uses: self.uses(),
            attribute_group: None,
            any_attribute: self.random.percent(8),
        };
        if !self.schema.attribute_groups.is_empty() && self.random.percent(20) {
            let group = self.random.below(self.schema.attribute_groups.len());
            let is_own = |one: &Use| {
                self.schema.attribute_groups[group].uses.iter().any(|other| other.attribute == one.attribute)
            };
            ty.uses.retain(|one| !is_own(one));
            ty.attribute_group = Some(group);
        }
        match index > 0 && self.random.percent(45) {
            true => self.derive(&mut ty, index),
            false if self.random.percent(20) => ty.content = Content::Simple(self.simple()),
            false => {
                ty.is_mixed = self.random.percent(12);
                ty.content = self.particles(index, namespace);
            }
        }
        ty
    }

    fn particles(&mut self, index: usize, namespace: usize) -> Content {
        match self.random.below(10) {
            0 => Content::Empty,
            1 => Content::Particle(self.all(index, namespace)),
            _ => {
                let depth = self.random.between(1, 3);
                let term = self.model(index, namespace, depth);
                let (least, most) = self.occurs();
                Content::Particle(Particle { least, most, term })
            }
        }
    }

    /// Makes a type derived from one before it.
    fn derive(&mut self, ty: &mut ComplexType, index: usize) {
        let base = self.random.below(index);
        let inherited: Vec<usize> = self.schema.uses(base).iter().map(|(_, one)| one.attribute).collect();
        let of_group = ty.attribute_group.iter().flat_map(|group| &self.schema.attribute_groups[*group].uses);
        if of_group.clone().any(|one| inherited.contains(&one.attribute)) {
            ty.attribute_group = None;
        }
        ty.uses.retain(|one| !inherited.contains(&one.attribute));
        ty.is_mixed = self.schema.types[base].is_mixed;
        let is_text = self.schema.text(base).is_some();
        let model: Vec<Particle> = self.schema.particles(base).into_iter().cloned().collect();
        // Local elements that are qualified could not be declared again in another schema.
        let namespace = self.schema.types[base].namespace;
        let is_of_one =
            self.schema.line(base).into_iter().all(|ty| self.schema.types[ty].namespace == namespace);
        if !is_text && !model.is_empty() && is_of_one && self.random.percent(35) {
            ty.namespace = namespace;
            ty.base = Some((base, Derivation::Restriction));
            ty.attribute_group = None;
            ty.any_attribute = false;
            ty.uses = self.narrowed_uses(base, namespace);
            let narrowed = model.iter().filter_map(|particle| self.narrowed(particle)).collect::<Vec<_>>();
            ty.content = match narrowed.len() {
                0 => Content::Empty,
                1 => Content::Particle(narrowed.into_iter().next().unwrap()),
                _ => Content::Particle(Particle { least: 1, most: Some(1), term: Term::Sequence(narrowed) }),
            };
            return;
        }
        ty.base = Some((base, Derivation::Extension));
        let is_all = matches!(model.as_slice(), [Particle { term: Term::All(_), .. }]);
        if !is_text && !is_all && self.random.percent(80) {
            let term = self.model(index, ty.namespace, 1);
            let (least, most) = self.occurs();
            ty.content = Content::Particle(Particle { least, most, term });
        }
    }

    /// Some attributes of the base, which the restriction requires or prohibits.
    fn narrowed_uses(&mut self, base: usize, namespace: usize) -> Vec<Use> {
        let mut uses = Vec::new();
        for (of, one) in self.schema.uses(base) {
            let can_be_required = !self.schema.attributes[one.attribute].default;
            if of == namespace && one.occurs == Occurs::Optional && self.random.percent(30) {
                let is_required = can_be_required && self.random.percent(50);
                let occurs = if is_required { Occurs::Required } else { Occurs::Prohibited };
                uses.push(Use { attribute: one.attribute, occurs });
            }
        }
        uses
    }

    /// A particle that admits less.
    fn narrowed(&mut self, particle: &Particle) -> Option<Particle> {
        if particle.least == 0 && self.random.percent(25) {
            return None;
        }
        let mut narrowed = particle.clone();
        if self.random.percent(30) && narrowed.most != Some(1) {
            narrowed.most = Some(particle.least.max(1));
        }
        match &mut narrowed.term {
            Term::Sequence(parts) | Term::All(parts) => {
                *parts = parts.iter().filter_map(|part| self.narrowed(part)).collect();
            }
            Term::Choice(parts) if parts.len() > 1 && self.random.percent(30) => {
                parts.remove(self.random.below(parts.len()));
            }
            _ => {}
        }
        Some(narrowed)
    }

    fn occurs(&mut self) -> (usize, Option<usize>) {
        match self.random.below(20) {
            0..9 => (1, Some(1)),
            9..14 => (0, Some(1)),
            14 | 15 => (1, None),
            16 | 17 => (0, None),
            18 => (0, Some(3)),
            _ => (2, Some(4)),
        }
    }

    fn all(&mut self, index: usize, namespace: usize) -> Particle {
        let mut locals: Vec<usize> = (0..self.names).collect();
        self.random.shuffle(&mut locals);
        locals.truncate(self.random.between(1, 4));
        let least = usize::from(self.random.percent(80));
        let parts = locals.into_iter().map(|local| {
            let least = usize::from(
                self.can_require(&self.schema.locals[local].ty, index) && self.random.percent(50),
            );
            Particle { least, most: Some(1), term: Term::Local(local, namespace) }
        });
        let parts = parts.collect();
        Particle { least, most: Some(1), term: Term::All(parts) }
    }

    /// A sequence or a choice.
    fn model(&mut self, index: usize, namespace: usize, depth: usize) -> Term {
        let parts = (0..self.random.between(1, 4)).map(|_| self.particle(index, namespace, depth)).collect();
        match self.random.percent(60) {
            true => Term::Sequence(parts),
            false => Term::Choice(parts),
        }
    }

    fn particle(&mut self, index: usize, namespace: usize, depth: usize) -> Particle {
        let (least, most) = self.occurs();
        let at_most_where = |can_require: bool| if can_require { least } else { 0 };
        let chance = self.random.below(100);
        if depth > 0 && chance < 35 {
            let term = self.model(index, namespace, depth - 1);
            return Particle { least, most, term };
        }
        if chance < 45 && !self.schema.groups.is_empty() && !self.is_plain {
            let term = Term::Group(self.random.below(self.schema.groups.len()));
            return Particle { least, most, term };
        }
        if chance < 53 && !self.schema.globals.is_empty() && (!self.is_plain || self.random.percent(20)) {
            let global = self.random.below(self.schema.globals.len());
            // What substitutes it is not known yet.
            let declared = &self.schema.globals[global];
            let is_simple = matches!(declared.element.ty, Type::Simple(_));
            let can_require =
                is_simple || !declared.is_abstract && self.can_require(&declared.element.ty, index);
            return Particle { least: at_most_where(can_require), most, term: Term::Global(global) };
        }
        if chance < 58 && (!self.is_plain || self.random.percent(20)) {
            return Particle { least, most, term: Term::Any(self.random.pick::<&str>(&CONSTRAINTS)) };
        }
        let local = match chance < 63 && depth > 0 {
            true => self.anonymous(index, namespace, depth - 1),
            false if self.is_plain => {
                let ty = self.any_type();
                self.single("single", ty)
            }
            false => self.random.below(self.names),
        };
        let can_require = self.can_require(&self.schema.locals[local].ty, index);
        Particle { least: at_most_where(can_require), most, term: Term::Local(local, namespace) }
    }

    /// An element with a type of its own.
    fn anonymous(&mut self, index: usize, namespace: usize, depth: usize) -> usize {
        let content = Content::Particle(Particle {
            least: 1,
            most: Some(1),
            term: self.model(index, namespace, depth),
        });
        self.single("anonymous", Type::Anonymous(Box::new(content)))
    }

    /// An element that stands in one place only.
    fn single(&mut self, name: &str, ty: Type) -> usize {
        self.single += 1;
        let element = Element {
            name: format!("{name}{}", self.single),
            form: self.random.percent(15).then(|| self.random.percent(50)),
            ty,
            is_nillable: self.random.percent(12),
        };
        self.schema.locals.push(element);
        self.schema.locals.len() - 1
    }

    /// Whether the type at `index` may require an element of this type. Where that is abstract there has to be one before
    /// it that is not.
    fn can_require(&self, ty: &Type, index: usize) -> bool {
        match ty {
            Type::Complex(ty) => *ty < index && self.schema.stand_ins(*ty).iter().any(|ty| *ty < index),
            Type::Simple(_) | Type::Anonymous(_) | Type::Any => true,
        }
    }
}
