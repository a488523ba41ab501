//! The application from outside: what front ends may rely on, between real data directories.

mod bad_input;
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
mod matching;
mod mentions;
mod paper;
mod people;
mod pictures;
mod places;
mod projects;
mod requests;
mod skills;
mod taken_back;
mod team;
mod terms;
mod week;
mod words;
