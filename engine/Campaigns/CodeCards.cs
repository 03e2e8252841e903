namespace Diagnostics.Engine.Campaigns;

/// <summary>The printable codes of a class; made again from the print key, never read from the database.</summary>
public sealed class CodeCards
{
    /// <summary>Null when there is no such class.</summary>
    public Task<CodeSheet?> ReadAsync(string classId, CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>A new code for one seat (a lost card); the old one stops working at once. False when there is no such seat.</summary>
    public Task<bool> ReissueAsync(string classId, int seat, CancellationToken cancellation) => throw new NotImplementedException();
}

/// <param name="Pin">Six digits that open the class board together with its link.</param>
public sealed record CodeSheet(string RegionName, School School, SchoolClass Class, string Pin, IReadOnlyList<CodeCard> Cards);

/// <param name="Code">As printed: groups of four separated by hyphens.</param>
public sealed record CodeCard(int Seat, bool Spare, string Code);
