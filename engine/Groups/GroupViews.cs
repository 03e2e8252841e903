namespace Diagnostics.Engine.Groups;

/// <summary>How far a class took part. The states are told apart and add up to the seats; why anybody refused is nowhere.</summary>
/// <param name="Seats">Cards given out: spare ones count once somebody sat there, erased ones do not.</param>
/// <param name="Began">Opened a question, whatever became of it.</param>
/// <param name="Refused">By the student before the start.</param>
/// <param name="ParentRefused">By a parent.</param>
/// <param name="Withdrawn">Agreed at first and taken back by the student.</param>
/// <param name="ParentWithdrawn">The same by a parent.</param>
/// <param name="ParentsAnswered">Seats whose parent answered the parents' questions; what they answered is counted nowhere here.</param>
public sealed record GroupClass(
    string SchoolId, string SchoolName, string ClassId, int Grade, string Letter, int Seats, int Began, int Finished, int Unfinished, int NotStarted, int NotCome,
    int Refused, int ParentRefused, int Withdrawn, int ParentWithdrawn, int ParentsAnswered);

/// <summary>A school in shares that may be told: nobody in particular can be found in them.</summary>
/// <param name="Waiting">Finished sessions of which nothing is counted yet.</param>
public sealed record GroupShares(string SchoolId, int Waiting, IReadOnlyList<ParallelShares> Parallels);

/// <summary>The classes of a grade that took the same.</summary>
/// <param name="Form">Its title where it is not the usual one.</param>
/// <param name="IsSimulated">Invented students, as in a demo: compared with invented ones alone.</param>
/// <param name="LeftOut">Finished and not compared, whatever the reason: extra time, a form of their own, an interruption, answers in doubt.</param>
/// <param name="Others">All outside the own place; null where they are too few.</param>
public sealed record ParallelShares(
    int Grade, string? Form, bool IsSimulated, int LeftOut, IReadOnlyList<GroupScale> Interests, IReadOnlyList<GroupScale> Values, GroupPart School, GroupPart? Others,
    IReadOnlyList<GroupPart> Classes);

/// <param name="Highest">Points it can have at most; null where points of persons do not compare.</param>
public sealed record GroupScale(string Id, string Title, int? Highest);

/// <summary>A class, a school or all others, in shares.</summary>
/// <param name="ClassId">Null for a school and for the others.</param>
/// <param name="Interests">Sessions with interests that are counted.</param>
/// <param name="Values">Sessions with values that are counted.</param>
/// <param name="Leading">By scale of interests: it is among the first.</param>
/// <param name="Even">No sphere stands out.</param>
/// <param name="High">By value: it stands in the upper tier.</param>
/// <param name="Means">By scale of interests; null for a class and for fewer than thirty.</param>
public sealed record GroupPart(
    string? ClassId, int Interests, int Values, IReadOnlyList<GroupCell> Leading, GroupCell Even, IReadOnlyList<GroupCell> High, IReadOnlyList<GroupMean>? Means);

/// <summary>One count of a group.</summary>
/// <param name="With">Null where it may not be told.</param>
/// <param name="Low">Lower end of the share's 95 % interval (Wilson), 0..1.</param>
/// <param name="High">Upper end.</param>
public sealed record GroupCell(int? With, int Of, double? Low, double? High);

/// <param name="Mean">In points.</param>
/// <param name="Error">Its standard error.</param>
public sealed record GroupMean(double Mean, double Error);

/// <summary>A class or a school as a psychologist reads it, who reads each of its students anyway: every finished session counts and nothing is kept back.</summary>
public sealed record GroupStudents(string SchoolId, int Waiting, IReadOnlyList<ParallelStudents> Parallels);

/// <param name="Told">Sessions with interests.</param>
/// <param name="Even">Of these, those where no sphere stands out.</param>
/// <param name="ValuesTold">Sessions with values.</param>
/// <param name="ValuesEven">Of these, those whose answers tell no values apart.</param>
/// <param name="Map">Of one class: each student with interests, by seat; null for a school.</param>
public sealed record ParallelStudents(
    int Grade, string? Form, bool IsSimulated, int Told, int Even, IReadOnlyList<LeadingCount> Interests, int ValuesTold, int ValuesEven, IReadOnlyList<TierCount> Values,
    IReadOnlyList<MapPoint>? Map);

/// <param name="Leading">Students with this sphere among the first.</param>
public sealed record LeadingCount(string Id, string Title, int Leading);

/// <summary>Students by the tier a value has with them.</summary>
public sealed record TierCount(string Id, string Title, int High, int Middle, int Low);

/// <param name="Place">Null without an error to draw.</param>
public sealed record MapPoint(int Seat, MapPlace? Place);
