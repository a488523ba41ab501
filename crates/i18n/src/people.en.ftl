# People: skills, trainings, needs and offers
error-untrained = To use “{ $what }” you need a training ({ $training }).
hint-untrained = To use it: ask { $who } to train you.
error-nobody-trains = To use “{ $what }” you need a training ({ $training }), and nobody here can give it.
hint-nobody-trains = To use it: ask a steward to name a trainer.
error-bad-skill = “{ $what }” does not fit.
hint-bad-skill = Give a name of at most 60 characters, and say at least one of: can do, can teach, wants to learn.
error-bad-saying = “{ $text }” does not fit “{ $what }”.
hint-bad-saying = Make the text shorter, or take something else away first.
error-not-trained = This person holds no training for “{ $what }”.
hint-not-trained = See who is trained on the page of trainings.
error-not-theirs = Only whoever it is about can do that.
hint-not-theirs = Ask them.
error-bad-contacts = This file holds no card that can be read, or more than { $most }.
hint-bad-contacts = Export your contacts as vCard, in several files if need be.
deed-trained = { $who } { $count ->
    [0] ended the training of
   *[other] trained
} { $member } ({ $name })
deed-trainer-named = { $who } said that { $member } { $count ->
    [0] no longer trains others
   *[other] trains others
} ({ $name })
deed-mentoring-asked = { $who } asked to learn from { $member }
deed-mentoring-went = { $who } noted how the learning of { $member } goes
deed-mentoring-ended = { $who } ended the learning of { $member }
deed-welcomed = { $who } said who { $count ->
    [0] no longer welcomes
   *[other] welcomes
} { $member }
deed-profile-set = { $who } changed their profile
deed-post-set = { $who } wrote a need, an offer or a question
deed-replied = { $who } answered somebody
deed-endorsed = { $who } changed whom they endorse
deed-outsider-set = { $who } noted an outside contact
undo-profile-set = the change of your profile
undo-post-set = what you wrote on the board of needs and offers
undo-replied = your answer
undo-endorsed = your endorsement
undo-outsider-set = the outside contact
undo-name-set = your other name
undo-device-named = the name of a computer
undo-space-named = the other name of the space
undo-word-set = the change of your group’s words
undo-setting-set = the change of a rule of the space
detail-training = Training asked for
detail-referents = Who answers questions (names)
setting-trained = Categories that ask for a training
setting-trained-hint = One category a line. An item may say otherwise.
trained-nothing = None
trained-item = For this item
trained-category = For its category
people-title = Who can what
people-lede = What people can do, teach and want to learn.
people-search = Who can…
people-search-hint = For example: weld, sewing, French.
people-kind = How
people-kind-any = Any
people-skill = Skill
people-skill-any = Any
people-level = Level
people-level-any = Any
people-language = Language
people-language-any = Any
people-day = Day
people-day-any = Any
people-none-title = Nobody fits
people-none-text = Try another word, or ask the group.
people-more = { $count ->
    [one] Show { $count } more person
   *[other] Show { $count } more people
}
people-skills-more = { $count ->
    [one] and { $count } more skill
   *[other] and { $count } more skills
}
people-found = { $count ->
    [0] Nobody
    [one] { $count } person
   *[other] { $count } people
}
people-mine = My profile
people-outside = Outside contact
people-outside-add = Add an outside contact
people-outside-name = Name
people-outside-skills = Skills, parted by commas
people-outside-reach = How to reach them
people-outside-note = Note
people-outside-hint = The whole group sees it, on all its computers. Ask the person first.
people-outside-done = “{ $name }” is noted.
people-outside-change = Change
people-outside-change-of = Change: { $name }
contacts-title = Bring contacts
contacts-choose = Choose a vCard file (.vcf)
contacts-hint = Nothing is noted before you have seen who is in it.
contacts-new = { $count ->
    [0] Nobody new
    [one] { $count } new contact
   *[other] { $count } new contacts
}
contacts-more = and { $count } more
contacts-known = { $count ->
    [one] { $count } is here already
   *[other] { $count } are here already
}
contacts-left = Card { $number } cannot be read: it has no name that fits. { $name }
contacts-submit = Bring them
contacts-done = { $count ->
    [one] { $count } contact is noted.
   *[other] { $count } contacts are noted.
}
kind-can = Can do
kind-teach = Can teach
kind-want = Wants to learn
level-novice = Beginner
level-able = On their own
level-expert = Expert
weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday
week-title = Here this week
week-lede = As people say it themselves, in their profile, by what they booked and the keys they have. Somebody may come otherwise.
week-nobody = Nobody says to be there.
week-booked = has booked { $place }, { $when }
week-key = has a key of { $place }, open { $when }
week-usually-1 = usually has time on Mondays
week-usually-2 = usually has time on Tuesdays
week-usually-3 = usually has time on Wednesdays
week-usually-4 = usually has time on Thursdays
week-usually-5 = usually has time on Fridays
week-usually-6 = usually has time on Saturdays
week-usually-7 = usually has time on Sundays
person-skills = Skills
person-no-skills = Nothing noted yet.
person-add-skill = Add a skill
person-skill = Skill
person-skill-note = More about it
person-skill-change = Change
person-skill-change-of = Change: { $name }
person-skill-done = “{ $name }” is noted.
person-skill-drop = Take away
person-skill-drop-of = Take away: { $name }
person-skill-dropped = “{ $name }” is gone.
person-edit = Change my profile
person-edited = Your profile is up to date.
person-goals = What I would like to do here
person-languages = Languages, parted by commas
person-days = Days I have time (1 Monday … 7 Sunday)
person-availability = More about when I have time
person-welcomes = I like to welcome newcomers
person-yes = Yes
person-no = No
person-shown = How to reach me is shown
person-shown-members = To all members
person-shown-stewards = To stewards only
person-shown-hint = Screens keep to this as a courtesy: contact details are on all computers of the group. To have them forgotten, see the page of members.
person-says-goals = Would like to
person-says-languages = Speaks
person-says-days = Has time
person-says-contact = Reach
person-says-trainings = Trainings
person-says-refers = Answers questions about
person-says-portfolio = Has done
person-says-role = Role
person-portfolio = { $shares ->
    [0] nothing shared
    [one] { $shares } item shared
   *[other] { $shares } items shared
}, { $repairs ->
    [0] no repair
    [one] { $repairs } repair
   *[other] { $repairs } repairs
}
person-matches = You could help each other
person-match-teaches = { $name } can teach you: { $skills }
person-match-learns = { $name } would like to learn from you: { $skills }
person-ask = Ask to learn
person-ask-of = Ask to learn: { $name }
person-asked = The request is sent.
person-endorse = Endorse
person-endorse-of = Endorse: { $name }
person-unendorse = No longer endorse
person-unendorse-of = No longer endorse: { $name }
person-endorse-done = You endorse it: { $name }.
person-unendorse-done = You endorse it no longer: { $name }.
person-endorsed = { $count ->
    [one] endorsed by one member
   *[other] endorsed by { $count } members
}
person-endorsements-hide = Hide endorsements
person-endorsements-show = Show endorsements
person-badges = Badges
badge-trained = { $count ->
    [one] Trained once
   *[other] Trained { $count } times
}
badge-mended = { $count ->
    [one] One repair done
   *[other] { $count } repairs done
}
badge-finished = { $count ->
    [one] One project finished
   *[other] { $count } projects finished
}
person-nudges = So that others find you
nudge-skills = Note what you can do.
nudge-wants = Note what you would like to learn.
nudge-languages = Say which languages you speak.
nudge-days = Say when you have time.
nudge-goals = Say what you would like to do here.
nudge-contact = Say how to reach you, on the page of members.
nudge-settle = Do not show again
nudge-settle-of = Do not show again: { $what }
person-until = until { $date }
person-over = ran out on { $date }
person-trains = trains others
trainings-title = Trainings
trainings-lede = Who may use which machine, and who can train others.
trainings-empty-title = Nothing asks for a training
trainings-empty-text = An item can ask for one among its details, a category in the settings.
trainings-nobody = Nobody here can train on “{ $name }”.
trainings-trainers = Train others: { $names }
trainings-held = Trained: { $names }
trainings-held-none = Nobody is trained yet.
trainings-ended = Withdrawn: { $names }
training-ended-on = { $name } (since { $date })
trainings-items = About: { $names }
trainings-unanswered = Nobody answers questions about: { $names }
training-give = Note a training
training-give-of = Note a training: { $name }
training-end = End a training
training-end-of = End a training: { $name }
training-name = Name a trainer
training-name-of = Name a trainer: { $name }
training-unname = No longer trains
training-unname-of = No longer trains: { $name }
training-member = Member
training-until = Until (empty: no end)
training-done = Noted for “{ $name }”.
offers-title = Needs and offers
offers-lede = What members look for, offer or ask.
offers-empty-title = Nothing yet
offers-empty-text = Are you looking for a tool, a hand, some advice? Write it down.
offers-write = Write one
offers-write-title = A need, an offer or a question
offer-side = You
side-need = Needs
side-offer = Offers
side-question = Asks for advice
offer-sort = What
sort-good = A thing
sort-skill = A skill
sort-knowledge = Knowledge
offer-way = How
way-give = Given
way-lend = Lent
way-rent = Rented
way-swap = Swapped
offer-title = In short
offer-text = More about it
offer-until = Until (empty: no end)
offer-written = “{ $name }” is up.
offer-by = { $name }, { $date }
offer-reply = Answer
offer-reply-of = Answer: { $name }
offer-reply-text = Your answer
offer-reply-hint = Advice gives no rights: everyone stays in charge of their own project.
offer-replied = Your answer is there.
offer-close = Close
offer-close-of = Close: { $name }
offer-closed = “{ $name }” is closed.
offer-said = { $name }: { $text }
today-teach-title = Who would learn from you
today-teach = { $name } would learn this from you: { $skill }
today-mentions = Who mentions you
today-mention = { $name } mentions you on “{ $card }” in { $project }
today-mention-seen = Seen
mentorings-title = Who learns from whom
mentoring-line = { $by } learns from { $of }: { $skill }
mentoring-asked = Asked
mentoring-goes = Under way
mentoring-refused = Refused
mentoring-ended = Over
mentoring-gone = One of the two is no longer here.
mentoring-met = { $count ->
    [0] no session yet
    [one] { $count } session, { $minutes } min
   *[other] { $count } sessions, { $minutes } min
}
mentoring-accept = Accept
mentoring-refuse = Refuse
mentoring-session = Note a session
mentoring-minutes = Minutes
mentoring-end = End
mentoring-done = Noted.
welcomes-title = Welcome
welcome-me = { $name } welcomes you. Ask them anything.
welcome-me-nobody = Nobody welcomes you yet; say hello to the group.
welcome-mine = You welcome { $name }.
welcome-nobody = { $name } has just arrived, and nobody welcomes them yet.
welcome-other = { $buddy } welcomes { $name }.
welcome-volunteer = I will
welcome-choose = Ask this person
welcome-who = Who could welcome { $name }
welcome-done = Done
welcome-said = Noted, thank you.
