namespace Diagnostics.Benchmarks.Delivery;

/// <summary>What answers are sent to; each is a floor under the next.</summary>
internal enum DeliveryTarget
{
    /// <summary>A socket that sends back what it gets: what Kestrel costs.</summary>
    Raw,

    /// <summary>A hub method that replies at once: what SignalR adds.</summary>
    Hub,

    /// <summary>The same, replying after a commit of an append-only table, as plainly as it can be written: what durability adds.</summary>
    Durable,

    /// <summary>The product: sessions, marks, gap rule, epochs, boards.</summary>
    Product,
}
