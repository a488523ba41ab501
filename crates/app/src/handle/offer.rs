//! Needs, offers and questions, each in its author's own document, and what others answer.

use etabli_api::{
    ApiError, ErrorCode,
    command::{ClosePost, ListPosts, ReplyToPost, WritePost},
    view::PostView,
};
use etabli_model::{
    offer::{Post, PostId, Reply, Side, Sort, State, Way},
    skill::{MOST_POSTS, MOST_REPLIES, Saying},
};

use super::{
    Handle,
    skill::{say, word},
};
use crate::{
    clock,
    core::{ChangeError, Core},
    moment, show,
    space::Space,
};

fn shown(space: &Space, id: &PostId) -> Result<PostView, ApiError> {
    let post = space.catalogue.roster.post(id);
    let post = post.ok_or_else(|| ApiError::new(ErrorCode::NotFound).with("what", id.local))?;
    Ok(show::post(space, id, post, clock::now()))
}

fn too_many(most: usize) -> ApiError {
    ApiError::new(ErrorCode::BadSaying).with("what", "post").with("text", most)
}

impl Handle for ListPosts {
    fn handle(self, core: &Core) -> Result<Vec<PostView>, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        let side = word(self.side.as_deref(), Side::parse)?;
        let now = clock::now();
        core.with(id, |space| {
            let all = show::posts(space).into_iter();
            let wanted = all
                .filter(|(_, post)| self.all || post.is_open(now))
                .filter(|(id, _)| {
                    self.all || show::is_active(space, &space.membership().first_name(&id.by))
                })
                .filter(|(_, post)| side.is_none_or(|side| post.side == side));
            Ok(wanted.map(|(id, post)| show::post(space, &id, post, now)).collect())
        })
    }
}

impl Handle for WritePost {
    fn handle(self, core: &Core) -> Result<PostView, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        let now = clock::now();
        let until = self.until.as_deref().map(str::trim).filter(|until| !until.is_empty());
        let until = until.map(moment::due).transpose()?;
        if until.is_some_and(|until| until <= now) {
            return Err(ErrorCode::DueInPast.into());
        }
        let side = word(Some(&self.side), Side::parse)?.unwrap_or(Side::Need);
        let post = Post {
            side,
            sort: word(self.sort.as_deref(), Sort::parse)?.unwrap_or(Sort::Good),
            way: word(self.way.as_deref(), Way::parse)?.unwrap_or(Way::Give),
            state: State::Open,
            at: now,
            until,
            title: String::new(),
            text: String::new(),
        };
        let bad = || ApiError::new(ErrorCode::BadSaying).with("what", "post");
        let post = post.with(&self.title, &self.text);
        let post = post
            .ok_or_else(|| bad().with("text", self.title.chars().take(40).collect::<String>()))?;
        core.change(id, |space| {
            let (by, local) = (space.me()?, clock::local_id());
            let said = space.catalogue.roster.said(&by);
            if said.is_some_and(|said| said.posts.len() >= MOST_POSTS) {
                return Err(too_many(MOST_POSTS).into());
            }
            let stale = say(space, vec![(Saying::Post(local), post.to_string())])?;
            Ok::<_, ChangeError>((shown(space, &PostId { by, local })?, stale))
        })
    }
}

impl Handle for ClosePost {
    fn handle(self, core: &Core) -> Result<PostView, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        core.change(id, |space| {
            let id = show::find_post(space, &self.post)?;
            let me = space.me()?;
            let found = space.catalogue.roster.post(&id).cloned().ok_or(ErrorCode::NotTheirs)?;
            if id.by != me {
                return Err(ApiError::from(ErrorCode::NotTheirs).into());
            }
            let state = if self.closed { State::Closed } else { State::Open };
            if found.state == state {
                return Err(ApiError::from(ErrorCode::NothingToChange).into());
            }
            let post = Post { state, ..found };
            let stale = say(space, vec![(Saying::Post(id.local), post.to_string())])?;
            Ok::<_, ChangeError>((shown(space, &id)?, stale))
        })
    }
}

impl Handle for ReplyToPost {
    fn handle(self, core: &Core) -> Result<PostView, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        core.change(id, |space| {
            let to = show::find_post(space, &self.post)?;
            let me = space.me()?;
            let said = space.catalogue.roster.said(&me);
            if said.is_some_and(|said| said.replies.len() >= MOST_REPLIES) {
                return Err(too_many(MOST_REPLIES).into());
            }
            let reply = Reply::typed(to, clock::now(), &self.text).ok_or_else(|| {
                let shown: String = self.text.chars().take(40).collect();
                ApiError::new(ErrorCode::BadSaying).with("what", "reply").with("text", shown)
            })?;
            let saying = Saying::Reply(clock::local_id());
            let stale = say(space, vec![(saying, reply.to_string())])?;
            Ok::<_, ChangeError>((shown(space, &to)?, stale))
        })
    }
}
