using System.Text.Json.Serialization;
using Diagnostics.Engine.Accounts;

namespace Diagnostics.Engine.LiveDay;

/// <summary>Words of the region or a municipality, as staff of a school see them.</summary>
public sealed record DayMessage(string Id, string Words, long SentAtMs, long EndsAtMs)
{
    /// <summary>To whose schools.</summary>
    [JsonIgnore]
    internal OrgNode Place { get; init; } = OrgNode.Server;
}

/// <summary>The same, as whoever sent it sees it.</summary>
/// <param name="IsOpen">Schools see it now.</param>
/// <param name="CanEnd">It is open, and was sent from the reader's place or from below it.</param>
/// <param name="Schools">To how many it goes.</param>
/// <param name="ReadBy">Names of schools where somebody has read it.</param>
public sealed record SentMessage(
    string Id, NodeKind Kind, string PlaceId, string Words, long SentAtMs, long EndsAtMs, bool IsOpen, bool CanEnd, int Schools, IReadOnlyList<string> ReadBy);

/// <summary>What became of words that were to be sent.</summary>
public abstract record MessageOutcome
{
    private MessageOutcome()
    {
    }

    public sealed record Sent(string Id) : MessageOutcome;

    /// <summary>No words, too many of them, or a time that cannot be.</summary>
    public sealed record Invalid : MessageOutcome;

    /// <summary>A school would have more open than anybody reads.</summary>
    public sealed record TooMany : MessageOutcome;
}
