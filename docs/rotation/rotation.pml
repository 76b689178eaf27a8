/* The rotation of refresh tokens, as dev.jeton.providers.rotation does it: two processes, one store, one strict provider that
   revokes the whole family when a refresh token is used twice. Run it with ./check; docs/rotation.md says what it means.

   Anything may happen between two steps: a process crashes and comes back, the store cannot be asked by one process, a write
   takes place and is not acknowledged, the provider's answer is lost, its request arrives late, the disk refuses the journal,
   the access token expires, and a person replaces, forgets, restores or empties the connection.

   Each step names in brackets the method that does it; RotationModelTest fails if one of them is gone. Time is abstract:
   - a claim has run out as soon as its owner can no longer be before or in its exchange ([RotationSettings.sendWithin] and
     [RotationSettings.answerWithin] end before the lease);
   - an owner that lives, has an answer and reaches the store has committed before patience is over
     ([PendingAnswers.commitUntilDone] tries four times a second);
   - a flight is shorter than lease and patience together ([BrokerSettings.flightPatience]);
   - there is one flight per key in a process ([CollapsedSource.join]), except with NOCOLLAPSE.

   Planted bugs, each of which must lose a tenant: EAGER NOJOURNAL NOCLAIM OWNERCOMMIT NOCAS BLINDCOMMIT RETRY NOHOME NORECHECK
   NOSETTLE NORESERVE DEADANY NOCOLLAPSE.  What no client can promise, and must be found too: STALL, WINDOW.
   Shapes that must hold: the plain model, PEOPLE, LOCAL, GRACE. */

#if defined(PEOPLE) || defined(GRACE)
#define MAXTOK 1        /* how many rotations of one family are looked at: one is enough where there is more to see */
#else
#define MAXTOK 2
#endif
#define FREE 2          /* no owner */
#define BIT(t) (1 << (t))

#ifdef NOCOLLAPSE
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
bool spending[2];       /* Claims.spending holds the owner that the row names */
bool inMemory[2], onDisk[2]; byte ansGen[2], ansFam[2], ansTok[2];      /* the answer in hand: PendingAnswers, Journal */
bool safe[2];           /* ghost: the answer went past the journal */
bool away[2];           /* the last call to the store failed, or the process is down */
#ifdef NOCOLLAPSE
bool locked;            /* PendingAnswers.Answer.lock */
#endif

/* Ghost: refresh tokens whose answer reached nobody's hand. Spending one of these again may cost the family, and no client can know. */
byte unknown[2];
/* Ghost: refresh tokens that were taken over by the rules: nobody was served any more, and patience was over. */
byte waitedFor[2];

#define HAND(h) (inMemory[h] || onDisk[h])
/* Somebody else has the answer to the token that I am about to spend. */
#define HELDBY(h) (HOME != h && HAND(h) && ansFam[h] == nFam && ansTok[h] == nTok + 1)

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
#define COMMITTABLE (REPLACEABLE && there && owner == me)
#else
#define COMMITTABLE (REPLACEABLE && there)
#endif
/* Nothing more can be learnt. */
#ifdef PEOPLE
bool acted, restored;
#define OVER (tok >= MAXTOK || (acted && revoked[fam] && !inMemory[HOME]))
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

/* [Claims.isOfADeadProcess], [Claim.isOverdueBy] */
#ifdef NOHOME
#define DEADPROCESS (owner != me || !spending[owner])
#elif defined(NOCOLLAPSE)
#define DEADPROCESS (!spending[owner])
#else
#define DEADPROCESS (owner == me && !spending[owner])
#endif
#ifdef NOCOLLAPSE
#define OTHERHAND HAND(0)
#define OTHERAWAY away[0]
#else
#define OTHERHAND HAND(owner)
#define OTHERAWAY away[owner]
#endif
#ifdef EAGER
#define MAYBETAKENOVER (!inCall[owner] || DEADPROCESS)
#else
#define OVERDUE (!inCall[owner] && (!OTHERHAND || OTHERAWAY))
#define MAYBETAKENOVER (!callersAreServed && (DEADPROCESS || OVERDUE))
#endif

/* Everything in memory is gone; the journal and the row stay. */
inline crash()
{
  atomic {
    if :: inMemory[HOME] && !safe[HOME] -> unknown[ansFam[HOME]] = unknown[ansFam[HOME]] | BIT(ansTok[HOME] - 1) :: else fi;
    inMemory[HOME] = false; spending[me] = false; inCall[me] = false; away[HOME] = onDisk[HOME]; fresh[me] = false;
    nGen = 0; nFam = 0; nTok = 0; tookOver = false; patienceOver = false; excused = false; callersAreServed = false;
    retried = false; keeping = false; expected = false;
    goto restart
  }
}
#ifdef NOCOLLAPSE
#define MAYCRASH skip
#else
#define MAYCRASH if :: crash() :: skip fi
#endif
#ifdef PEOPLE
#define MAYCRASHEARLY skip      /* the plain model has that */
#define UNACKNOWLEDGED false
#else
#define MAYCRASHEARLY MAYCRASH
#define UNACKNOWLEDGED STORE_FAILS
#endif

active [2] proctype Process()
{
  byte me = _pid; byte nGen, nFam, nTok;
  bool callersAreServed, tookOver, patienceOver, excused, expected, keeping, retried;

restart:
  /* [Rotation.open], [PendingAnswers.recover], [FileJournal.left]: what the journal holds is in hand again. */
  atomic { if :: onDisk[HOME] -> inMemory[HOME] = true :: else fi };

work:
  atomic {
    nGen = 0; nFam = 0; nTok = 0; tookOver = false; patienceOver = false; excused = false; retried = false; keeping = false; expected = false; fresh[me] = false;
    if :: OVER -> goto done :: else fi;
    /* [RotatedSource.attempt], [Rotation.current]: a dead connection is not asked about. */
    callersAreServed = served; if :: !there || dead -> goto idle :: else fi };

  /* [Rotation.refresh], [PendingAnswers.settle]: an answer in hand comes first. */
#ifndef NOSETTLE
  if :: inMemory[HOME] -> goto settle :: else fi;
settledBefore:
#endif

  /* [Rotation.claimAndSpend], [GrantStore.find], [Claims.mayBeTaken] */
  if
  :: atomic { STORE_FAILS -> goto work }
  :: atomic {
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
       owner = me; changed(); fresh[me] = true; inCall[me] = true; spending[me] = true;
       waited() }
  :: atomic { !CLAIMABLE || !there -> goto work }
  /* Not acknowledged, done or not: it is known here that nothing was sent. */
  :: atomic { UNACKNOWLEDGED && CLAIMABLE && there -> owner = me; changed(); waited(); spending[me] = false; goto work }
  :: atomic { STORE_FAILS -> spending[me] = false; goto work }
  fi;
  MAYCRASHEARLY;
#else
  inCall[me] = true; spending[me] = true;
#endif

check:
  /* [Rotation.send], [Claims.isStillOurs]: directly before the send. */
  if
  :: goto notSent                                               /* [Deadline.hasPassed]: too late to be answered in time */
  :: atomic { STORE_FAILS -> inCall[me] = false; goto work }
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
#ifndef PEOPLE
         lateRequest = true; lateFam = nFam; lateTok = nTok;
#endif
         goto lost
    fi
  };
  /* It has spent it; now its answer travels. */
  if
  :: atomic { unknown[nFam] = unknown[nFam] | BIT(nTok); goto lost }
#ifndef NOCOLLAPSE
  :: atomic { unknown[nFam] = unknown[nFam] | BIT(nTok); crash() }
#endif
  /* [Rotation.kept], [Grant.rotated], Step.ANSWERED; [PendingAnswers.keep]: in memory before anything can fail. */
  :: atomic { inMemory[HOME] = true; onDisk[HOME] = false; safe[HOME] = false; inCall[me] = false;
       ansGen[HOME] = nGen + 1; ansFam[HOME] = nFam; ansTok[HOME] = nTok + 1;
       nGen = 0; nFam = 0; nTok = 0; excused = false; retried = false
#ifdef NOCOLLAPSE
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
#ifdef NOCOLLAPSE
  atomic { !locked -> if :: inMemory[HOME] -> locked = true :: else -> goto settledBefore fi };
#endif

commit:
  /* [PendingAnswers.commit], [GrantStore.replace] */
  if
  :: expected ->
     if
     :: atomic { COMMITTABLE ->
          assert(ansFam[HOME] == fam && ansGen[HOME] > gen);    /* A TENANT IS LOST: what came meanwhile is overwritten */
          gen = ansGen[HOME]; fam = ansFam[HOME]; tok = ansTok[HOME]; dead = false; owner = FREE; served = true; forgotten();
          changed(); away[HOME] = false; goto taken }
     :: atomic { !COMMITTABLE -> away[HOME] = false; expected = false; goto commit }
     :: atomic { STORE_FAILS && COMMITTABLE ->               /* done, but not acknowledged */
          gen = ansGen[HOME]; fam = ansFam[HOME]; tok = ansTok[HOME]; dead = false; owner = FREE; served = true; forgotten();
          changed(); away[HOME] = true; goto pending }
     :: atomic { STORE_FAILS -> away[HOME] = true; goto pending }
     fi
  :: else ->
     /* Look, and decide: whoever claims it by now, and over an older generation of the same family. */
     if
     :: atomic { STORE_FAILS -> away[HOME] = true; goto pending }
     :: atomic { away[HOME] = false;
          if
          :: !there || fam != ansFam[HOME] -> goto superseded   /* a person has forgotten or replaced it */
          :: there && fam == ansFam[HOME] && gen >= ansGen[HOME] ->
               /* [PendingAnswers.isOurs]: our own write that was not acknowledged, or something newer */
               assert(tok >= ansTok[HOME]); goto superseded
          :: there && fam == ansFam[HOME] && gen < ansGen[HOME] ->
#ifdef OWNERCOMMIT
               if :: owner != me -> goto superseded :: else fi;
#endif
               fresh[me] = true; expected = true; goto commit
          fi }
     fi
  fi;

pending:
  /* Step.COMMIT_PENDING [PendingAnswers.commitLater]; [Claims.over]: the claim is not being worked under any more. */
  if :: keeping -> spending[me] = false :: else fi;
#ifdef NOCOLLAPSE
  locked = false;
#endif
  MAYCRASH;
  goto work;

taken: superseded:
  MAYCRASH;
  /* [PendingAnswers.settled], [JournalFile.clear]; Step.COMMITTED, Step.RECOVERED, Step.SUPERSEDED */
  atomic { inMemory[HOME] = false; onDisk[HOME] = false; safe[HOME] = false; ansGen[HOME] = 0; ansFam[HOME] = 0; ansTok[HOME] = 0; away[HOME] = false; fresh[me] = false; expected = false
#ifdef NOCOLLAPSE
    ; locked = false
#endif
  };
  if
  :: keeping -> spending[me] = false; goto work                 /* [Claims.over] */
#ifndef NOSETTLE
  :: else -> goto settledBefore
#else
  :: else -> goto work
#endif
  fi;

lost:
  /* [Rotation.spend], Step.ANSWER_LOST. The claim stays, and runs out. */
#if defined(RETRY) || defined(GRACE)
  if :: !retried -> retried = true; goto check :: else fi;      /* OnLostResponse.RETRY_ONCE */
#endif
  inCall[me] = false;
  goto work;

notSent:
  if :: retried -> inCall[me] = false; goto work :: else fi;    /* the first one may have been spent [Rotation.spend] */
  /* [Claims.giveBack], [Claims.freed], [Grant.freed], [Changes.apply]; Step.NOT_SENT, Step.FREED. Known here, told if possible. */
  atomic { spending[me] = false; inCall[me] = false };
  MAYCRASHEARLY;
  if
  :: atomic { if :: there && owner == me -> owner = FREE; changed() :: else fi }
  :: atomic { STORE_FAILS -> skip }
  fi;
  goto work;

died:
  /* [Rotation.died], [Grant.isSameGenerationAs], [Grant.dead]: somebody may have rotated, or connected anew, meanwhile. */
  MAYCRASHEARLY;
  if
  :: atomic { inCall[me] = false; spending[me] = false;
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
  :: atomic { STORE_FAILS -> inCall[me] = false }
  fi;
  goto work;

idle:
  /* [Connections.find]: dead or not there. An answer in hand is told all the same, in the background [PendingAnswers.commitUntilDone] */
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
  /* [Connections.replace], [Grant.reconnected] */
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
