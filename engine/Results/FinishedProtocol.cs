using System.Text.Json;
using Diagnostics.Engine.Sessions;

namespace Diagnostics.Engine.Results;

/// <summary>What a session's answers come to at its end. Pure, and made before the writer's thread takes it: everybody's answers wait for that thread.</summary>
/// <param name="LastNumber">The last entry of the log that it is made of: the same number is the same protocol.</param>
internal sealed record FinishedProtocol(PackedAnswers Packed, Profile Profile, long LastNumber)
{
    public static FinishedProtocol Of(Session session)
    {
        var packed = PackedAnswers.Of(session);
        return new FinishedProtocol(packed, ProfileMaker.Make(session.Rules.Battery, packed.Values), session.Durable);
    }

    /// <summary>Whether a stored row was at fault, because it holds nothing that can be read.</summary>
    public static bool IsUnreadable(Exception fault) => fault is JsonException or ArgumentException or FormatException or OverflowException;
}
