using System.Collections.Immutable;

namespace Diagnostics.Engine.Reviews;

/// <summary>One page of a place's queue, with what the whole place counts.</summary>
/// <param name="Counts">Of the place, whatever part of it is wanted.</param>
/// <param name="Classes">Those with a finished session, with how often each reason fires there.</param>
/// <param name="Total">Rows of the wanted part.</param>
/// <param name="Rows">The page's, most needed first.</param>
public sealed record QueuePage(
    QueueCounts Counts, ImmutableArray<ReasonCount> Reasons, ImmutableArray<QueueClass> Classes, int Total, ImmutableArray<QueueRow> Rows);

/// <param name="All">Students with finished sessions whose reasons are known.</param>
/// <param name="Waiting">Finished sessions whose reasons are still to be made: they are in no other count and in no row.</param>
public sealed record QueueCounts(int All, int NeedsTalk, int Talked, int Released, int Ordinary, int Waiting);

/// <param name="All">Students with the reason.</param>
/// <param name="Left">Those of them not talked with.</param>
public sealed record ReasonCount(NeedReason Reason, int All, int Left);

/// <param name="Rates">Reasons that fire there at all.</param>
public sealed record QueueClass(string ClassId, string SchoolId, string SchoolName, int Grade, string Letter, int Finished, ImmutableArray<FlagRate> Rates);

/// <summary>One student, by class and seat of the session that leads: the one that speaks most for a talk, of alike ones the newest; of a wanted class or seat the one there.</summary>
/// <param name="Needs">Of that session, the weightiest first; empty where nothing in it speaks for a talk.</param>
/// <param name="Talk">The last talk that was held, with whichever of the sessions; or null.</param>
/// <param name="IsTalked">It was held, and nothing has come since that it could not know of.</param>
/// <param name="Others">Other finished sessions of the same student this year, as far as the school has tied them.</param>
public sealed record QueueRow(
    string ClassId, int Seat, ImmutableArray<Need> Needs, long FinishedAtMs, long? ReleasedAtMs, HeldTalk? Talk, bool IsTalked, ImmutableArray<QueueOther> Others);

/// <summary>Another session of a row's student.</summary>
public sealed record QueueOther(string ClassId, int Seat, ImmutableArray<Need> Needs, long FinishedAtMs, long? ReleasedAtMs);

/// <param name="By">The name of the colleague who held it; as it stands in the store where there is no such account any more.</param>
public sealed record HeldTalk(long AtMs, string By);
