/* The rotation of refresh tokens, as dev.jeton.providers.rotation does it: two processes, one store, one strict provider that
   revokes the whole family when a refresh token is used twice. Run it with ./check; docs/rotation.md says what it means.

   Anything may happen between two steps: a process crashes and comes back, the store cannot be asked by one process, a write
   takes place and is not acknowledged, the provider's answer is lost, its request arrives late, the disk refuses the journal,
   the access token expires, and a person replaces, forgets, restores or empties the connection.

   Each step names in brackets the method that does it; RotationModelTest fails if one of them is gone. Time is abstract:
   - a claim has run out as soon as its owner can no longer be before or in its exchange ([RotationSettings.sendWithin] and
     [RotationSettings.answerWithin] end before the lease);
   - an owner that lives, has an answer and reaches the store has committed before patience is over
     ([PendingAnswers.commitUntilDone] tries every 5 s at least);
   - a flight is shorter than lease and patience together ([BrokerSettings.flightPatience]);
   - there is one flight per key in a process ([CollapsedSource.join]), except with FLIGHTS.

   What must hold: the plain model; LOCAL, a store on this disk, without a journal; GRACE, a provider with a grace period, and one more attempt;
   FLIGHTS, two flights for one key in one process.
   Not searched to their end yet: KEEPS, a provider that does not always name a successor; PEOPLE, who change the connection meanwhile.
   Planted bugs, each of which must lose a tenant: EAGER NOJOURNAL NOCLAIM OWNERCOMMIT NOCAS BLINDCOMMIT RETRY NOHOME NORECHECK
   NOSETTLE NOHOLDS NORESERVE DEADANY. What no client can promise, and must be found too: STALL, WINDOW. */

#if defined(PEOPLE) || defined(GRACE)
#define MAXTOK 1        /* how many rotations of one family are looked at: one is enough where there is more to see */
#else
#define MAXTOK 2
#endif
#define FREE 2          /* no owner */
#define BIT(t) (1 << (t))

#ifdef FLIGHTS
#define HOME 0          /* two flights for one key in one process: neither crashes alone */
#else
#define HOME me
#endif

/* The provider: of each family, the refresh token that it accepts next, and whether it has revoked it. */
byte accepted[2]; bool revoked[2];
/* A request that its sender has given up, and that the provider may still get. */
bool lateRequest; byte lateFam, lateTok;

/* The store's row. `tok` is which refresh token of its family it holds; fresh[p] = the revision that p has read is the present
   one [GrantStore.replace]. */
bool there = true; byte gen = 1, fam, tok; bool dead; byte owner = FREE; bool fresh[2];
/* A valid access token lives. */
bool served;

/* What the processes hold. */
bool inCall[2];         /* may be before or in its exchange: its lease is not over */
byte fate[2];           /* what the process knows of the claim it made last: in flight, or how it ended */
#define NOTHING 0
#define UNSENT 1
#define INFLIGHT 2
#define LOST 3
bool inMemory[2], onDisk[2], leftBehind[2]; byte ansGen[2], ansFam[2], ansTok[2], ansSpent[2]; /* the answer in hand: PendingAnswers, Journal */
bool safe[2];           /* ghost: the answer went past the journal */
bool away[2];           /* the last call to the store failed, or the process is down */
#ifdef FLIGHTS
bool locked;            /* PendingAnswers.Answer.lock */
#endif

/* Ghost: refresh tokens whose answer reached nobody's hand. Spending one of these again may cost the family, and no client can know. */
byte unknown[2];
/* Ghost: refresh tokens that were taken over by the rules: nobody was served any more, and patience was over. */
byte waitedFor[2];

#define HAND(h) (inMemory[h] || onDisk[h])
/* Somebody else has the answer to the token that I am about to spend. */
#define HELDBY(h) (HOME != h && HAND(h) && ansFam[h] == nFam && ansSpent[h] == nTok)

#if defined(NOHOLDS) || defined(NOSETTLE)
#define PENDING false
#else
#define PENDING inMemory[HOME]
#endif
#ifdef PEOPLE
#define RESTORED restored       /* an old backup holds refresh tokens that were spent long ago */
#else
#define RESTORED false
#endif
#ifdef WINDOW
#define EXCUSED false
#else
#define EXCUSED ((waitedFor[nFam] & BIT(nTok)) && \
  ((unknown[nFam] & BIT(nTok)) || (patienceOver && (HELDBY(0) || HELDBY(1)))))
#endif

#ifdef NOCAS
#define CLAIMABLE true
#else
#define CLAIMABLE fresh[me]
#endif
#ifdef BLINDCOMMIT
#define REPLACEABLE true
#else
#define REPLACEABLE fresh[me]
#endif
#ifdef NOCLAIM
#define STILLOURS (there && gen == nGen && fam == nFam)
#else
#define STILLOURS (there && gen == nGen && fam == nFam && owner == me)
#endif
#ifdef OWNERCOMMIT
#define COMMITTABLE (REPLACEABLE && owner == me)
#else
#define COMMITTABLE REPLACEABLE
#endif
/* Nothing more can be learnt. */
#ifdef PEOPLE
bool acted, restored;
#define OVER (tok >= MAXTOK || (acted && revoked[fam] && !inMemory[HOME]))
#elif defined(KEEPS)
#define OVER (gen >= 3 || (revoked[0] && !inMemory[HOME]))
#else
#define OVER (tok >= MAXTOK || (revoked[0] && !inMemory[HOME]))
#endif
#ifdef LOCAL
#define STORE_FAILS false       /* the store is as near as the disk */
#else
#define STORE_FAILS true
#endif

/* Whatever is written makes every revision that was read an old one [GrantStore.replace]. */
inline changed() { fresh[0] = false; fresh[1] = false }

/* Ghost: nobody may spend for a second time while callers are served. Patience is spent once a token, not once a takeover. */
inline waited()
{
  if :: tookOver && !callersAreServed -> waitedFor[nFam] = waitedFor[nFam] | BIT(nTok) :: else fi
}

/* What was unknown of older refresh tokens matters no more. */
inline forgotten() { unknown[fam] = unknown[fam] & ~(BIT(tok) - 1); waitedFor[fam] = waitedFor[fam] & ~(BIT(tok) - 1) }

/* [Claims.isOfADeadProcess]: of this home, and this process knows nothing of it. */
#ifdef NOHOME
#define DEADPROCESS (FATE == NOTHING)
#elif defined(FLIGHTS)
#define DEADPROCESS (FATE == NOTHING)
#else
#define DEADPROCESS (owner == me && FATE == NOTHING)
#endif
#ifdef FLIGHTS
#define FATE fate[owner]
#else
#define FATE (owner == me -> fate[me] : NOTHING)
#endif
#ifdef FLIGHTS
#define OTHERHAND HAND(0)
#define OTHERAWAY away[0]
#else
#define OTHERHAND HAND(owner)
#define OTHERAWAY away[owner]
#endif
/* [Claims.mayBeTaken], [Claims.hasRunOut], [Claim.isOverdueBy] */
#ifdef EAGER
#define MAYBETAKENOVER (FATE == UNSENT || (FATE != INFLIGHT && (DEADPROCESS || !inCall[owner])))
#else
#define OVERDUE (!inCall[owner] && (!OTHERHAND || OTHERAWAY))
#define MAYBETAKENOVER (FATE == UNSENT || (FATE != INFLIGHT && !callersAreServed && (DEADPROCESS || OVERDUE)))
#endif

/* [Commits.isOurs], [Commits.isNewer], [Commits.isBeingSpentByAnother] */
#define OURS (gen == ansGen[HOME] && tok == ansTok[HOME])
#define NEWER (!(!leftBehind[HOME] && fam == ansFam[HOME] && tok == ansSpent[HOME]) && (fam != ansFam[HOME] || \
  (gen == ansGen[HOME] - 1 -> !leftBehind[HOME] : (gen >= ansGen[HOME] && !OURS))))
#define SPENTBYANOTHER (tok == ansTok[HOME] && owner != FREE && owner != me && !OURS)

/* Everything in memory is gone; the journal and the row stay. */
inline crash()
{
  atomic {
    if :: inMemory[HOME] && !safe[HOME] -> unknown[ansFam[HOME]] = unknown[ansFam[HOME]] | BIT(ansSpent[HOME]) :: else fi;
    inMemory[HOME] = false; fate[me] = NOTHING; inCall[me] = false; away[HOME] = onDisk[HOME]; fresh[me] = false;
    nGen = 0; nFam = 0; nTok = 0; tookOver = false; patienceOver = false; excused = false; callersAreServed = false;
    retried = false; keeping = false; expected = false; kept = false;
    goto restart
  }
}
#ifdef FLIGHTS
#define MAYCRASH skip
#else
#define MAYCRASH if :: crash() :: skip fi
#endif
#if defined(PEOPLE) || defined(KEEPS)
#define MAYCRASHEARLY skip      /* the plain model has these */
#define UNACKNOWLEDGED false
#else
#define MAYCRASHEARLY MAYCRASH
#define UNACKNOWLEDGED STORE_FAILS
#endif

active [2] proctype Process()
{
  byte me = _pid; byte nGen, nFam, nTok;
  bool callersAreServed, kept, tookOver, patienceOver, excused, expected, keeping, retried;

restart:
  /* [Rotation.open], [PendingAnswers.recover], [FileJournal.left]: what the journal holds is in hand again. */
  atomic { if :: onDisk[HOME] -> inMemory[HOME] = true; leftBehind[HOME] = true :: else fi };

work:
  atomic {
    nGen = 0; nFam = 0; nTok = 0; tookOver = false; patienceOver = false; excused = false; retried = false; keeping = false; expected = false; fresh[me] = false;
    if :: OVER -> goto done :: else fi;
    /* [RotatedSource.attempt], [Rotation.current]: a dead connection is not asked about. */
    callersAreServed = served; nGen = gen; if :: !there || dead -> goto idle :: else fi };

  /* [Rotation.refresh], [PendingAnswers.settle]: an answer in hand comes first. */
#ifndef NOSETTLE
  if :: inMemory[HOME] -> goto settle :: else fi;
#endif

  /* [Rotation.claimAndSpend], [GrantStore.find], [Rotation.isWanted], [PendingAnswers.holds] */
  if
  :: atomic { STORE_FAILS -> goto work }
  :: atomic { gen != nGen || PENDING -> goto work }
  :: atomic { gen == nGen && !PENDING ->
       if
       :: there && !dead && owner == FREE -> tookOver = false
       :: there && !dead && owner != FREE && MAYBETAKENOVER -> tookOver = true
#ifdef NOCLAIM
       :: there && !dead -> tookOver = false
#endif
       :: else -> goto work
       fi;
       nGen = gen; nFam = fam; nTok = tok; fresh[me] = true;
       /* ghost: whoever has the answer was waited for, and could not tell the store */
       patienceOver = waitedFor[nFam] & BIT(nTok) || (HELDBY(0) && away[0]) || (HELDBY(1) && away[1]);
       /* [PendingAnswers.reserve], [FileJournal.reserve], [JournalFile.create]: what cannot be written down is not asked for. */
       if :: skip :: goto work fi }
  fi;

#ifndef NOCLAIM
  /* [Claims.take], [Grant.claimed] */
  if
  :: atomic { CLAIMABLE && there ->
       owner = me; changed(); fresh[me] = true; inCall[me] = true; fate[me] = INFLIGHT;
       waited() }
  :: atomic { !CLAIMABLE || !there -> goto work }
  /* Not acknowledged, done or not: it is known here that nothing was sent. */
  :: atomic { UNACKNOWLEDGED && CLAIMABLE && there -> owner = me; changed(); waited(); fate[me] = UNSENT; goto work }
  :: atomic { STORE_FAILS -> goto work }
  fi;
  MAYCRASHEARLY;
#else
  inCall[me] = true; fate[me] = INFLIGHT;
#endif

check:
  /* [Spender.send], [Claims.isStillOurs]: directly before the send. */
  if
  :: goto notSent                                               /* [Deadline.hasPassed]: too late to be answered in time */
  :: atomic { STORE_FAILS -> goto notSent }
#ifndef NORECHECK
  :: atomic { STILLOURS -> excused = EXCUSED; tookOver = false; patienceOver = false; callersAreServed = false }
  :: atomic { !STILLOURS -> goto notSent }
#else
  :: atomic { excused = EXCUSED; tookOver = false; patienceOver = false; callersAreServed = false }
#endif
  fi;
  MAYCRASHEARLY;
#ifdef STALL
  if :: inCall[me] = false :: skip fi;
#endif

  /* [RefreshTokenProvider.refresh], [TokenEndpoint.refresh], [OneTimeBody.subscribe]: once, or not at all. */
  atomic {
    if
    :: revoked[nFam] -> goto died                               /* [RefreshAnswerReader.read]: invalid_grant */
    :: !revoked[nFam] && nTok == accepted[nFam] -> accepted[nFam]++
#ifdef KEEPS
    :: !revoked[nFam] && nTok == accepted[nFam] -> kept = true  /* no successor is named: RFC 6749 section 6 */
#endif
#ifdef GRACE
    :: !revoked[nFam] && nTok + 1 == accepted[nFam] -> skip     /* the same successor again */
#else
    :: !revoked[nFam] && nTok < accepted[nFam] ->
         assert(excused || RESTORED);                           /* A TENANT IS LOST, and it is our doing */
         revoked[nFam] = true;
         if :: goto died :: goto lost fi
#endif
    :: !retried -> goto notSent                                 /* refused for another reason, or never connected */
    :: unknown[nFam] = unknown[nFam] | BIT(nTok); 
#if !defined(PEOPLE) && !defined(KEEPS)
         lateRequest = true; lateFam = nFam; lateTok = nTok;
#endif
         goto lost
    fi
  };
  /* It has spent it; now its answer travels. */
  if
  :: atomic { kept = false; unknown[nFam] = unknown[nFam] | BIT(nTok); goto lost }
#ifndef FLIGHTS
  :: atomic { unknown[nFam] = unknown[nFam] | BIT(nTok); crash() }
#endif
  /* [Rotation.kept], [Grant.rotated], Step.ANSWERED; [PendingAnswers.keep]: in memory before anything can fail. */
  :: atomic { inMemory[HOME] = true; onDisk[HOME] = false; safe[HOME] = false; inCall[me] = false;
       ansGen[HOME] = nGen + 1; ansFam[HOME] = nFam; ansTok[HOME] = (kept -> nTok : nTok + 1); ansSpent[HOME] = nTok;
       leftBehind[HOME] = false; kept = false;
       nGen = 0; nFam = 0; nTok = 0; excused = false; retried = false
#ifdef FLIGHTS
       ; locked = true
#endif
     }
  fi;
  MAYCRASH;

#ifndef LOCAL
  /* [PendingAnswers.write], [JournalFile.write], Step.JOURNALED. Room was reserved, so only a broken disk says no. */
  if
#ifdef NOJOURNAL
  :: safe[HOME] = true
#else
  :: atomic { onDisk[HOME] = true; safe[HOME] = true }
#endif
  :: skip
#ifdef NORESERVE
  :: safe[HOME] = true                                          /* the disk is full, which a reserved place rules out */
#endif
  fi;
  MAYCRASH;
#endif
  atomic {
    keeping = true;
#ifndef NOCLAIM
    expected = true;                                            /* with the revision of the claim [HeldClaim.revision] */
#endif
    goto commit };

settle:
#ifdef FLIGHTS
  atomic { !locked -> if :: inMemory[HOME] -> locked = true :: else -> goto work fi };
#endif

commit:
  /* [Commits.commit], [GrantStore.replace] */
  if
  :: expected ->
     if
     :: atomic { COMMITTABLE ->
          assert(!there || (ansFam[HOME] == fam && ansTok[HOME] >= tok));     /* A TENANT IS LOST: what came meanwhile is overwritten */
          there = true; gen = ansGen[HOME]; fam = ansFam[HOME]; tok = ansTok[HOME]; dead = false; owner = FREE; served = true; forgotten();
          changed(); away[HOME] = false; goto taken }
     :: atomic { !COMMITTABLE -> away[HOME] = false; expected = false; goto commit }
     :: atomic { STORE_FAILS && COMMITTABLE ->               /* done, but not acknowledged */
          there = true; gen = ansGen[HOME]; fam = ansFam[HOME]; tok = ansTok[HOME]; dead = false; owner = FREE; served = true; forgotten();
          changed(); away[HOME] = true; goto pending }
     :: atomic { STORE_FAILS -> away[HOME] = true; goto pending }
     fi
  :: else ->
     /* Look, and decide: whoever claims it by now, and over an older generation of the same family. */
     if
     :: atomic { STORE_FAILS -> away[HOME] = true; goto pending }
     :: atomic { away[HOME] = false;
          if
          :: !there && leftBehind[HOME] -> skip                 /* the store has lost everything */
          :: !there && !leftBehind[HOME] -> goto superseded     /* a person has just forgotten it */
          :: there && NEWER -> goto superseded                  /* connected anew, or rotated by another */
          :: there && !NEWER && SPENTBYANOTHER -> goto superseded
          :: there && !NEWER && !SPENTBYANOTHER && OURS -> goto superseded      /* our own write that was not acknowledged */
          :: there && !NEWER && !SPENTBYANOTHER && !OURS ->
#ifdef OWNERCOMMIT
               if :: owner != me -> goto superseded :: else fi
#else
               skip
#endif
          fi;
          fresh[me] = true; expected = true; goto commit }
     fi
  fi;

pending:
  /* Step.COMMIT_PENDING [PendingAnswers.commitLater]; [Claims.over]: the claim is not being worked under any more. */
  if :: keeping -> fate[me] = NOTHING :: else fi;
#ifdef FLIGHTS
  locked = false;
#endif
  MAYCRASH;
  goto work;

taken: superseded:
  MAYCRASH;
  /* [PendingAnswers.settled], [JournalFile.clear]; Step.COMMITTED, Step.RECOVERED, Step.SUPERSEDED */
  atomic { inMemory[HOME] = false; onDisk[HOME] = false; safe[HOME] = false; ansGen[HOME] = 0; ansFam[HOME] = 0; ansTok[HOME] = 0; ansSpent[HOME] = 0; leftBehind[HOME] = false; away[HOME] = false; fresh[me] = false; expected = false
#ifdef FLIGHTS
    ; locked = false
#endif
  };
  if :: keeping -> fate[me] = NOTHING :: else fi;                 /* [Claims.over]; whoever settled looks again */
  goto work;

lost:
  /* [Spender.spend], Step.ANSWER_LOST. The claim stays, and runs out. */
#if defined(RETRY) || defined(GRACE)
  if :: !retried -> retried = true; goto check :: else fi;      /* OnLostResponse.RETRY_ONCE */
#endif
  atomic { fate[me] = LOST; inCall[me] = false };               /* [Claims.leave] */
  goto work;

notSent:
  if :: retried -> atomic { fate[me] = LOST; inCall[me] = false }; goto work :: else fi;    /* the first one may have been spent [Spender.spend] */
  /* [Claims.giveBack], [Claims.freed], [Grant.freed], [Changes.apply]; Step.NOT_SENT, Step.FREED. Known here, told if possible. */
  atomic { fate[me] = UNSENT; inCall[me] = false };
  MAYCRASHEARLY;
  if
  :: atomic { fate[me] = NOTHING; if :: there && owner == me -> owner = FREE; changed() :: else fi }
  :: atomic { STORE_FAILS -> skip }
  fi;
  goto work;

died:
  /* [Rotation.died], [Grant.isSameGenerationAs], [Grant.dead]: somebody may have rotated, or connected anew, meanwhile. */
  MAYCRASHEARLY;
  if
  :: atomic { inCall[me] = false; fate[me] = NOTHING;
       if
#ifdef DEADANY
       :: there
#else
       :: there && gen == nGen && fam == nFam
#endif
          -> assert(revoked[fam]);                              /* A TENANT IS LOST: a living connection is called dead */
          dead = true; owner = FREE; changed()
       :: else
       fi }
  :: atomic { STORE_FAILS -> inCall[me] = false; fate[me] = LOST }
  fi;
  goto work;

idle:
  /* [Seeding.find]: dead or not there. An answer in hand is told all the same, in the background [PendingAnswers.commitUntilDone] */
#ifndef NOSETTLE
  if :: inMemory[HOME] -> goto settle :: else fi;
#endif
  goto done;

done:
#ifdef PEOPLE
  if :: atomic { acted && !OVER && there && !dead -> goto work } :: atomic { acted && (OVER || !there || dead) -> skip } fi
#else
  skip
#endif
}

/* Access tokens expire; late requests arrive. */
active proctype World()
{
  if :: served = true :: skip fi;
  do
  :: atomic { served -> served = false }
  :: d_step { lateRequest ->
       if
       :: !revoked[lateFam] && lateTok == accepted[lateFam] -> accepted[lateFam]++
#ifndef GRACE
       :: !revoked[lateFam] && lateTok < accepted[lateFam] -> revoked[lateFam] = true     /* its token is in `unknown` already */
#endif
       :: else
       fi;
       lateRequest = false; lateFam = 0; lateTok = 0 }
  :: break
  od
}

#ifdef PEOPLE
/* A person changes the connection at any moment. */
active proctype Person()
{
  if
  /* [Connections.replace], [Planting.put], [Grant.reconnected] */
  :: atomic { there -> gen++; fam = 1; tok = 0; dead = false; owner = FREE; served = false; changed(); acted = true }
  /* [Connections.forget], [GrantStore.remove], then perhaps [Connections.importNew], [Grant.connected] */
  :: atomic { there -> there = false; gen = 0; fam = 0; tok = 0; dead = false; owner = FREE; served = false; changed() };
     atomic { acted = true; if :: there = true; gen = 1; fam = 1; changed() :: skip fi }
  /* [Connections.forgetAccess], [Grant.withoutAccess] */
  :: atomic { there -> served = false; changed(); acted = true }
  /* An old backup comes back: whatever it holds may have been spent, and nobody knows. */
  :: atomic { there && tok > 0 -> gen--; tok--; dead = false; owner = FREE; served = false; changed(); acted = true; restored = true }
  fi
}
#endif
