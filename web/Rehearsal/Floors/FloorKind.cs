namespace Diagnostics.Web.Rehearsal.Floors;

/// <summary>What answers are sent to besides the product; each is a floor under the next.</summary>
internal enum FloorKind
{
    /// <summary>A socket that sends back what it gets: what Kestrel costs.</summary>
    Raw,

    /// <summary>A hub method that replies at once: what SignalR adds.</summary>
    Hub,

    /// <summary>The same, replying after a commit of an append-only table, as plainly as it can be written: what durability adds.</summary>
    Durable,
}
