//! The package of the tests of the whole: everything is in the test binary `integration`.
