//! A schema, as far as the grammar makes use of XML Schema.

/// Everything that a contract declares. What refers to something says its place in one of these lists.
pub(crate) struct Schema {
    pub(crate) namespaces: Vec<Namespace>,
    pub(crate) simple: Vec<SimpleType>,
    /// Elements that stand in types. One that stands in several places is declared alike in all of them.
    pub(crate) locals: Vec<Element>,
    /// Global elements: heads of substitution groups, what substitutes them, and the roots of messages.
    pub(crate) globals: Vec<Global>,
    pub(crate) groups: Vec<Group>,
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) attribute_groups: Vec<AttributeGroup>,
    pub(crate) types: Vec<ComplexType>,
}

pub(crate) struct Namespace {
    /// Empty for none.
    pub(crate) uri: &'static str,
    pub(crate) qualifies_elements: bool,
    pub(crate) qualifies_attributes: bool,
}

#[derive(Clone, Copy)]
pub(crate) enum Simple {
    BuiltIn(&'static str),
    Named(usize),
}

pub(crate) struct SimpleType {
    pub(crate) name: String,
    pub(crate) namespace: usize,
    pub(crate) variety: Variety,
}

pub(crate) enum Variety {
    Restriction(Simple),
    Enumeration(Vec<&'static str>),
    List(Simple),
    Union(Vec<Simple>),
}

#[derive(Clone)]
pub(crate) enum Type {
    Simple(Simple),
    Complex(usize),
    /// A type without a name.
    Anonymous(Box<Content>),
    /// `xs:anyType`.
    Any,
}

pub(crate) struct Element {
    pub(crate) name: String,
    /// Whether it is qualified, where that is not left to its schema.
    pub(crate) form: Option<bool>,
    pub(crate) ty: Type,
    pub(crate) is_nillable: bool,
}

pub(crate) struct Global {
    pub(crate) element: Element,
    pub(crate) namespace: usize,
    pub(crate) is_abstract: bool,
    /// The head that it substitutes.
    pub(crate) head: Option<usize>,
}

pub(crate) struct Group {
    pub(crate) name: String,
    pub(crate) namespace: usize,
    pub(crate) particle: Particle,
}

pub(crate) struct Attribute {
    pub(crate) name: String,
    pub(crate) form: Option<bool>,
    pub(crate) ty: Simple,
    pub(crate) default: bool,
}

pub(crate) struct AttributeGroup {
    pub(crate) name: String,
    pub(crate) namespace: usize,
    pub(crate) uses: Vec<Use>,
}

/// An attribute of a type.
#[derive(Clone, Copy)]
pub(crate) struct Use {
    pub(crate) attribute: usize,
    pub(crate) occurs: Occurs,
}

#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Occurs {
    Optional,
    Required,
    Prohibited,
}

pub(crate) struct ComplexType {
    pub(crate) name: String,
    pub(crate) namespace: usize,
    pub(crate) is_abstract: bool,
    pub(crate) is_mixed: bool,
    pub(crate) base: Option<(usize, Derivation)>,
    pub(crate) content: Content,
    pub(crate) uses: Vec<Use>,
    pub(crate) attribute_group: Option<usize>,
    pub(crate) any_attribute: bool,
}

#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Derivation {
    Extension,
    Restriction,
}

#[derive(Clone)]
pub(crate) enum Content {
    /// Nothing of its own.
    Empty,
    Simple(Simple),
    Particle(Particle),
}

#[derive(Clone)]
pub(crate) struct Particle {
    pub(crate) least: usize,
    /// `None` for any number.
    pub(crate) most: Option<usize>,
    pub(crate) term: Term,
}

#[derive(Clone)]
pub(crate) enum Term {
    /// An element among [`Schema::locals`], declared in a schema of this namespace.
    Local(usize, usize),
    Global(usize),
    Group(usize),
    Any(&'static str),
    Sequence(Vec<Particle>),
    Choice(Vec<Particle>),
    All(Vec<Particle>),
}

impl Schema {
    /// The types that stand between a type and the root of its derivation, it first.
    pub(crate) fn line(&self, ty: usize) -> Vec<usize> {
        std::iter::successors(Some(ty), |ty| self.types[*ty].base.map(|(base, _)| base)).collect()
    }

    /// The types that can stand in the place of `ty`, which itself is one unless it is abstract.
    pub(crate) fn stand_ins(&self, ty: usize) -> Vec<usize> {
        let all = 0..self.types.len();
        all.filter(|other| !self.types[*other].is_abstract && self.line(*other).contains(&ty)).collect()
    }

    /// The elements that can stand in the place of a head, which itself is one unless it is abstract.
    pub(crate) fn substitutes(&self, head: usize) -> Vec<usize> {
        let substitutes = |member: usize| {
            std::iter::successors(Some(member), |member| self.globals[*member].head)
                .any(|other| other == head)
        };
        let all = 0..self.globals.len();
        all.filter(|member| !self.globals[*member].is_abstract && substitutes(*member)).collect()
    }

    /// The attributes of a type, those of its bases included, each with what the last of them says.
    pub(crate) fn uses(&self, ty: usize) -> Vec<(usize, Use)> {
        let mut all: Vec<(usize, Use)> = Vec::new();
        for part in self.line(ty).into_iter().rev() {
            let of_group = self.types[part].attribute_group.map(|group| &self.attribute_groups[group]);
            let grouped =
                of_group.into_iter().flat_map(|group| group.uses.iter().map(|one| (group.namespace, *one)));
            let own = self.types[part].uses.iter().map(|one| (self.types[part].namespace, *one));
            for (namespace, one) in grouped.chain(own) {
                all.retain(|(_, other)| other.attribute != one.attribute);
                all.push((namespace, one));
            }
        }
        all
    }

    /// The content models of a type, in their order.
    pub(crate) fn particles(&self, ty: usize) -> Vec<&Particle> {
        let ComplexType { base, content, .. } = &self.types[ty];
        let mut particles = match base {
            Some((base, Derivation::Extension)) => self.particles(*base),
            _ => Vec::new(),
        };
        if let Content::Particle(particle) = content {
            particles.push(particle);
        }
        particles
    }

    /// The type of the text of a type with simple content.
    pub(crate) fn text(&self, ty: usize) -> Option<Simple> {
        self.line(ty).into_iter().find_map(|part| match self.types[part].content {
            Content::Simple(simple) => Some(simple),
            _ => None,
        })
    }

    /// Whether a type has attributes that it does not name.
    pub(crate) fn any_attribute(&self, ty: usize) -> bool {
        let ty = &self.types[ty];
        ty.any_attribute || matches!(ty.base, Some((base, Derivation::Extension)) if self.any_attribute(base))
    }
}
