//! Reading replies: JSON to whatever is asked for.
//!
//! serde_json reads straight from the text, which is quick and costs every struct a reader of its
//! own, for lists as well as for maps: a tenth of the interface. Here the text becomes values
//! once, and a struct is asked for its fields in their order, as if they were a list: to know them
//! by name costs every struct a search of its own. What is not there is taken for its default.

use std::fmt;

use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, Expected, IntoDeserializer,
    MapAccess, SeqAccess, Unexpected, VariantAccess, Visitor, value::StringDeserializer,
};
use serde_json::Value;

/// A reply that cannot be read, and what of it: a field's name, or what was asked for. To say
/// more would cost more than all that it would be said of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Error(&'static str);

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the reply cannot be read: {}", self.0)
    }
}

impl std::error::Error for Error {}

impl serde::de::Error for Error {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self("value")
    }

    fn invalid_type(_: Unexpected<'_>, _: &dyn Expected) -> Self {
        Self("type")
    }

    fn invalid_value(_: Unexpected<'_>, _: &dyn Expected) -> Self {
        Self("value")
    }

    fn invalid_length(_: usize, _: &dyn Expected) -> Self {
        Self("length")
    }

    fn unknown_variant(_: &str, _: &'static [&'static str]) -> Self {
        Self("variant")
    }

    fn unknown_field(_: &str, _: &'static [&'static str]) -> Self {
        Self("field")
    }

    fn missing_field(field: &'static str) -> Self {
        Self(field)
    }

    fn duplicate_field(field: &'static str) -> Self {
        Self(field)
    }
}

/// Reads a reply.
pub(super) fn read<R: DeserializeOwned>(text: &str) -> Result<R, Error> {
    R::deserialize(Reply(values(text)?))
}

fn values(text: &str) -> Result<Value, Error> {
    serde_json::from_str(text).map_err(|_| Error("text"))
}

/// A value that is to be read.
struct Reply(Value);

impl Reply {
    /// Hands on what is neither a list nor a map.
    fn simple<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::Null => visitor.visit_unit(),
            Value::Bool(is) => visitor.visit_bool(is),
            Value::String(text) => visitor.visit_string(text),
            Value::Number(number) => match (number.as_u64(), number.as_i64()) {
                (Some(number), _) => visitor.visit_u64(number),
                (None, Some(number)) => visitor.visit_i64(number),
                (None, None) => visitor.visit_f64(number.as_f64().unwrap_or_default()),
            },
            Value::Array(_) | Value::Object(_) => Err(Error("value")),
        }
    }

    fn list<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::Array(values) => visitor.visit_seq(List(values.into_iter())),
            _ => Err(Error("list")),
        }
    }

    fn fields<'de, V: Visitor<'de>>(
        self,
        names: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match self.0 {
            Value::Object(fields) => visitor.visit_seq(Struct { fields, names: names.iter() }),
            _ => Err(Error("fields")),
        }
    }

    fn map<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::Object(fields) => {
                visitor.visit_map(Fields { fields: fields.into_iter(), value: None })
            }
            _ => Err(Error("map")),
        }
    }
}

macro_rules! simply {
    ($($method:ident)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            self.simple(visitor)
        })*
    };
}

impl<'de> Deserializer<'de> for Reply {
    type Error = Error;

    simply! {
        deserialize_bool deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 deserialize_f32
        deserialize_f64 deserialize_char deserialize_str deserialize_string deserialize_bytes
        deserialize_byte_buf deserialize_unit deserialize_identifier
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::Array(_) => self.list(visitor),
            Value::Object(_) => self.map(visitor),
            _ => self.simple(visitor),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.simple(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.list(visitor)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Error> {
        self.list(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.list(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.map(visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        names: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.fields(names, visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let variant = match self.0 {
            Value::String(name) => Some(Variant { name, value: Value::Null }),
            Value::Object(fields) => {
                let field = fields.into_iter().next();
                field.map(|(name, value)| Variant { name, value })
            }
            _ => None,
        };
        match variant {
            Some(variant) => visitor.visit_enum(variant),
            None => Err(Error("variant")),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_unit()
    }
}

// What is called for every field of every struct is called, not copied there: that alone would
// be a fiftieth again.
struct List(std::vec::IntoIter<Value>);

impl<'de> SeqAccess<'de> for List {
    type Error = Error;

    #[inline(never)]
    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Error> {
        self.0.next().map(|value| seed.deserialize(Reply(value))).transpose()
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.0.len())
    }
}

/// The fields of a struct, in the order in which it has them.
struct Struct {
    fields: serde_json::Map<String, Value>,
    names: std::slice::Iter<'static, &'static str>,
}

impl Struct {
    #[inline(never)]
    fn next(&mut self) -> Option<Reply> {
        let name = self.names.next()?;
        self.fields.remove(*name).map(Reply)
    }
}

impl<'de> SeqAccess<'de> for Struct {
    type Error = Error;

    #[inline(never)]
    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Error> {
        match self.next() {
            Some(value) => seed.deserialize(value).map(Some),
            // The list goes on: only this one is not there.
            None => Ok(None),
        }
    }
}

struct Fields {
    fields: serde_json::map::IntoIter,
    value: Option<Value>,
}

impl<'de> MapAccess<'de> for Fields {
    type Error = Error;

    #[inline(never)]
    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Error> {
        self.name().map(|name| seed.deserialize(named(name))).transpose()
    }

    #[inline(never)]
    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        seed.deserialize(self.value())
    }
}

impl Fields {
    #[inline(never)]
    fn name(&mut self) -> Option<String> {
        let (name, value) = self.fields.next()?;
        self.value = Some(value);
        Some(name)
    }

    #[inline(never)]
    fn value(&mut self) -> Reply {
        Reply(self.value.take().unwrap_or_default())
    }
}

fn named(name: String) -> StringDeserializer<Error> {
    name.into_deserializer()
}

struct Variant {
    name: String,
    value: Value,
}

impl<'de> EnumAccess<'de> for Variant {
    type Error = Error;
    type Variant = Reply;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Reply), Error> {
        Ok((seed.deserialize(named(self.name))?, Reply(self.value)))
    }
}

impl<'de> VariantAccess<'de> for Reply {
    type Error = Error;

    fn unit_variant(self) -> Result<(), Error> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Error> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Error> {
        self.list(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        names: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.fields(names, visitor)
    }
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeMap, fmt::Debug};

    use serde::Deserialize;

    use super::*;

    #[derive(Debug, PartialEq, Deserialize)]
    struct Tool {
        name: String,
        #[serde(default)]
        place: Option<String>,
        sizes: Vec<(u32, i64)>,
        state: State,
    }

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(rename_all = "kebab-case")]
    enum State {
        Here,
        LentTo(String),
        Booked { from: u64, to: u64 },
    }

    #[track_caller]
    fn same<R: DeserializeOwned + PartialEq + Debug>(text: &str) {
        let expected = serde_json::from_str::<R>(text).unwrap();
        assert_eq!(read::<R>(text).unwrap(), expected, "{text}");
    }

    #[test]
    fn a_reply_reads_as_serde_json_would_read_it() {
        for state in [r#""here""#, r#"{"lent-to":"Ana"}"#, r#"{"booked":{"from":1,"to":9}}"#] {
            same::<Tool>(&format!(
                r#"{{"name":"Scie \u00e9","new":[{{}}],"sizes":[[1,-2],[3,4]],"state":{state}}}"#
            ));
            same::<Tool>(&format!(r#"{{"name":"","place":"Cave","sizes":[],"state":{state}}}"#));
        }
        same::<BTreeMap<String, Option<u32>>>(r#"{"a":1,"b":null}"#);
        same::<Option<Vec<bool>>>("null");
        same::<()>("null");
        same::<u64>(&u64::MAX.to_string());
        same::<f64>("-0.5");
    }

    #[test]
    fn what_is_something_else_is_refused() {
        for text in ["", "{", "[]", "{}", r#"{"name":1,"sizes":[],"state":"here"}"#, "3"] {
            assert!(read::<Tool>(text).is_err(), "{text}");
        }
        for text in [r#""gone""#, "{}", "[]", "7"] {
            assert!(read::<State>(text).is_err(), "{text}");
        }
        assert!(read::<u8>("256").is_err() && read::<String>("{}").is_err());
    }
}
