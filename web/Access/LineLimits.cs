using System.ComponentModel.DataAnnotations;

namespace Diagnostics.Web.Access;

/// <summary>What one student's line may carry: a socket, or over plain HTTP the calls of the device that holds a session and those of all others with its code.</summary>
internal sealed record LineLimits
{
    public const int LeastMessageBytes = 4_096;

    /// <summary>
    /// Messages a second, and as many at once. Default 30, ten times what the page sends; beyond it a socket is closed (1008) and a call refused
    /// (429). 0: no limit.
    /// </summary>
    [Range(0, 100_000)]
    public int MessagesPerSecond { get; init; } = 30;

    /// <summary>
    /// Bytes of one message, pings and greetings included. Default 4,096, the least: a page sends so much at once after a time without a link. A longer one closes the socket (1008) or is refused (413).
    /// </summary>
    [Range(LeastMessageBytes, 65_536)]
    public int MessageBytes { get; init; } = LeastMessageBytes;

    /// <summary>
    /// Requests a minute of one device's check, and a hundred times as many of all devices of a class. Default 30: one every 2.5 s, and a little more. Beyond it 429.
    /// </summary>
    [Range(1, 6_000)]
    public int ChecksPerMinute { get; init; } = 30;
}
