//! The application from outside: what front ends may rely on, between real data directories.

mod bookings;
mod computer;
mod contact;
mod doors;
mod exports;
mod figures;
mod files;
mod goods;
mod history;
mod hours;
mod main_road;
mod paper;
mod people;
mod pictures;
mod places;
mod requests;
mod words;
