using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Diagnostics.Engine.Sessions;

/// <summary>
/// What other nodes on the store say of the seats of classes, for classes that are in this node's memory now or later. It is nobody's own word: a node that told
/// it on would hear itself back. Safe for several threads.
/// </summary>
internal sealed class Hearsay
{
    private readonly ConcurrentDictionary<string, ImmutableDictionary<string, ImmutableArray<SaidSeat>>> _classes = new(StringComparer.Ordinal);

    /// <summary>What a node says of a class now; empty: nothing any more.</summary>
    public void Say(string nodeId, string classId, ImmutableArray<SaidSeat> seats)
    {
        if (seats.IsEmpty)
        {
            if (_classes.TryGetValue(classId, out ImmutableDictionary<string, ImmutableArray<SaidSeat>>? said))
            {
                _classes[classId] = said.Remove(nodeId);
            }

            return;
        }

        _classes.AddOrUpdate(
            classId, _ => ImmutableDictionary<string, ImmutableArray<SaidSeat>>.Empty.Add(nodeId, seats), (_, said) => said.SetItem(nodeId, seats));
    }

    /// <summary>Tells a class in memory what is said of its seats; the furthest counts.</summary>
    public void TellTo(LiveClass room, long nowMs)
    {
        if (!_classes.TryGetValue(room.Id, out ImmutableDictionary<string, ImmutableArray<SaidSeat>>? said))
        {
            return;
        }

        foreach (IGrouping<int, SaidSeat> at in said.Values.SelectMany(seats => seats).GroupBy(seat => seat.Position))
        {
            if (at.Key < room.Seats.Length)
            {
                SaidSeat furthest = at.MaxBy(seat => seat.State);
                room.Seats[at.Key].Presence.HeardElsewhere(furthest.State, furthest.Unsent, nowMs);
            }
        }
    }
}

/// <param name="Position">Of the seat in its class.</param>
/// <param name="State">Deciding, Waiting or Answering: somebody is heard there.</param>
internal readonly record struct SaidSeat(int Position, SeatState State, int Unsent);
