//! Icons, drawn as lines on a 24-unit square. They always stand beside a word or inside a
//! control that has a name, so screen readers skip them. Most are Lucide's (ISC).

use yew::prelude::*;

/// What an icon shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Icon {
    Alert,
    ArrowLeft,
    Backward,
    Bin,
    Calendar,
    Chart,
    Check,
    CheckCheck,
    CircleCheck,
    CircleDashed,
    Clock,
    Place,
    Close,
    Copy,
    Desk,
    Devices,
    Down,
    Download,
    File,
    Forward,
    Help,
    Image,
    Info,
    Loans,
    Minus,
    More,
    Plus,
    Redo,
    Refresh,
    Search,
    Settings,
    Split,
    Sun,
    Switch,
    Trash,
    Undo,
    Up,
    Upload,
    UserPlus,
    Users,
    Wrench,
}

impl Icon {
    const fn path(self) -> &'static str {
        match self {
            Self::Alert => "M2 12a10 10 0 1 0 20 0 10 10 0 1 0-20 0M12 8v4M12 16h.01",
            Self::ArrowLeft => "m12 19-7-7 7-7M19 12H5",
            Self::Backward => "m15 18-6-6 6-6",
            Self::Bin => {
                "M3 6h18M19 6v14a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2V6M8 6V4a2 2 0 0 1 2-2h4a2 2 0 0 1 2 2v2"
            }
            Self::Chart => "M3 3v18h18M8 17v-4M13 17V8M18 17V5",
            Self::Check => "M20 6 9 17l-5-5",
            Self::CheckCheck => "M18 6 7 17l-5-5M22 10l-7.5 7.5L13 16",
            Self::CircleCheck => "M2 12a10 10 0 1 0 20 0 10 10 0 1 0-20 0M16 9l-5.5 5.5L8 12",
            Self::CircleDashed => {
                "M10.1 2.182a10 10 0 0 1 3.8 0M13.9 21.818a10 10 0 0 1-3.8 0M17.609 3.721a10 10 0 \
                 0 1 2.69 2.7M2.182 13.9a10 10 0 0 1 0-3.8M20.279 17.609a10 10 0 0 1-2.7 2.69\
                 M21.818 10.1a10 10 0 0 1 0 3.8M3.721 6.391a10 10 0 0 1 2.7-2.69M6.391 20.279a10 \
                 10 0 0 1-2.69-2.7"
            }
            Self::Place => {
                "M20 10c0 5-5.5 10.2-7.4 11.8a1 1 0 0 1-1.2 0C9.5 20.2 4 15 4 10a8 8 0 0 1 16 0M12 7a3 3 0 1 0 0 6 3 3 0 1 0 0-6"
            }
            Self::Clock => "M2 12a10 10 0 1 0 20 0 10 10 0 1 0-20 0M12 6v6l4 2",
            Self::Close => "M18 6 6 18M6 6l12 12",
            Self::Copy => {
                "M10 8h10a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H10a2 2 0 0 1-2-2V10a2 2 0 0 1 2-2zM4 16a2 \
                 2 0 0 1-2-2V4a2 2 0 0 1 2-2h10a2 2 0 0 1 2 2"
            }
            Self::Desk => "M3 9h18M5 9v11M19 9v11M3 9l2-5h14l2 5M9 13h6",
            Self::Devices => {
                "M4 3h16a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2zM8 21h8\
                 M12 17v4"
            }
            Self::Download => "M21 15v4a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-4M7 10l5 5 5-5M12 15V3",
            Self::File => {
                "M15 2H6a2 2 0 0 0-2 2v16a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2V7zM14 2v4a2 2 0 0 0 2 2h4"
            }
            Self::Forward => "m9 18 6-6-6-6",
            Self::Help => {
                "M2 12a10 10 0 1 0 20 0 10 10 0 1 0-20 0M9.09 9a3 3 0 0 1 5.83 1c0 2-3 3-3 3M12 17h.01"
            }
            Self::Image => {
                "M5 3h14a2 2 0 0 1 2 2v14a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2zM7 9a2 2 0 \
                 1 0 4 0 2 2 0 1 0-4 0M21 15l-3.086-3.086a2 2 0 0 0-2.828 0L6 21"
            }
            Self::Loans => "M8 3 4 7l4 4M4 7h16M16 21l4-4-4-4M20 17H4",
            Self::More => {
                "M5 11a1 1 0 1 0 0 2 1 1 0 1 0 0-2M12 11a1 1 0 1 0 0 2 1 1 0 1 0 0-2M19 11a1 1 0 1 0 0 2 1 1 0 1 0 0-2"
            }
            Self::Plus => "M5 12h14M12 5v14",
            Self::Redo => "m15 14 5-5-5-5M20 9H9.5a5.500 5.500 0 0 0 0 11H13",
            Self::Refresh => {
                "M3 12a9 9 0 0 1 9-9 9.75 9.75 0 0 1 6.74 2.74L21 8M21 3v5h-5M21 12a9 9 0 0 1-9 9 \
                 9.75 9.75 0 0 1-6.74-2.74L3 16M8 16H3v5"
            }
            Self::Search => "m21 21-4.34-4.34M3 11a8 8 0 1 0 16 0 8 8 0 1 0-16 0",
            Self::Settings => {
                "M9.671 4.136a2.34 2.34 0 0 1 4.659 0 2.34 2.34 0 0 0 3.319 1.915 2.34 2.34 0 0 1 \
                 2.33 4.033 2.34 2.34 0 0 0 0 3.831 2.34 2.34 0 0 1-2.33 4.033 2.34 2.34 0 0 0-\
                 3.319 1.915 2.34 2.34 0 0 1-4.659 0 2.34 2.34 0 0 0-3.32-1.915 2.34 2.34 0 0 1-\
                 2.33-4.033 2.34 2.34 0 0 0 0-3.831A2.34 2.34 0 0 1 6.35 6.051a2.34 2.34 0 0 0 \
                 3.319-1.915M9 12a3 3 0 1 0 6 0 3 3 0 1 0-6 0"
            }
            Self::Split => "M16 3h5v5M8 3H3v5M12 22v-8.3a4 4 0 0 0-1.172-2.872L3 3M15 9l6-6",
            Self::Sun => {
                "M8 12a4 4 0 1 0 8 0 4 4 0 1 0-8 0M12 2v2M12 20v2M4.93 4.93l1.41 1.41M17.66 17.66l1.41 1.41\
                 M2 12h2M20 12h2M6.34 17.66l-1.41 1.41M19.07 4.93l-1.41 1.41"
            }
            Self::Switch => "m7 15 5 5 5-5M7 9l5-5 5 5",
            Self::Undo => "M9 14 4 9l5-5M4 9h10.500a5.500 5.500 0 0 1 0 11H11",
            Self::Upload => "M12 3v12M17 8l-5-5-5 5M21 15v4a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-4",
            Self::UserPlus => {
                "M16 21v-2a4 4 0 0 0-4-4H6a4 4 0 0 0-4 4v2M5 7a4 4 0 1 0 8 0 4 4 0 1 0-8 0M19 8v6\
                 M22 11h-6"
            }
            Self::Users => {
                "M16 21v-2a4 4 0 0 0-4-4H6a4 4 0 0 0-4 4v2M16 3.128a4 4 0 0 1 0 7.744M22 21v-2a4 4 \
                 0 0 0-3-3.87M5 7a4 4 0 1 0 8 0 4 4 0 1 0-8 0"
            }
            Self::Wrench => {
                "M14.7 6.3a1 1 0 0 0 0 1.4l1.6 1.6a1 1 0 0 0 1.4 0l3.106-3.105c.32-.322.863-.22\
                 .983.218a6 6 0 0 1-8.259 7.057l-7.91 7.91a1 1 0 0 1-2.999-3l7.91-7.91a6 6 0 0 1 \
                 7.057-8.259c.438.12.54.662.219.984z"
            }
            Self::Calendar => {
                "M8 2v4M16 2v4M5 4h14a2 2 0 0 1 2 2v14a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2zM3 10h18"
            }
            Self::Down => "m6 9 6 6 6-6",
            Self::Up => "m18 15-6-6-6 6",
            Self::Info => "M2 12a10 10 0 1 0 20 0 10 10 0 1 0-20 0M12 16v-4M12 8h.01",
            Self::Minus => "M5 12h14",
            Self::Trash => {
                "M3 6h18M19 6v14a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2V6M8 6V4a2 2 0 0 1 2-2h4a2 2 0 0 1 2 2v2"
            }
        }
    }
}

/// Draws an icon.
pub(crate) fn icon(icon: Icon) -> Html {
    html! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d={icon.path()} /></svg>
    }
}

/// Draws the bench of the name, with its tools on the wall.
pub(crate) fn mark() -> Html {
    html! {
        <svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
            <path d="M2 12h20v5H2zM5 19h4l-1.500 11h-4zM15 19h4l1.500 11h-4z" />
            <path d="M24 8h3v13h-3zM22 23h9v3h-9z" />
            <path class="mark-accent" d="M28.500 4h3v17h-3z" />
        </svg>
    }
}
