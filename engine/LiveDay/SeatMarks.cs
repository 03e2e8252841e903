using System.Collections.Immutable;
using Diagnostics.Engine.Sessions;

namespace Diagnostics.Engine.LiveDay;

/// <summary>
/// Where a seat is as one letter. The letters are in the order in which a student gets on, so that of several nodes' words about a seat the furthest
/// is the one that counts: whoever heard a device last is further than a node that has not heard of it since.
/// </summary>
internal static class SeatMarks
{
    public const char Empty = '0';
    public const char Deciding = '1';
    public const char Waiting = '2';
    public const char Refused = '3';
    public const char Lost = '4';
    public const char Left = '5';
    public const char Answering = '6';
    public const char Finished = '7';

    public static char Of(SeatState state) => state switch
    {
        SeatState.Empty => Empty,
        SeatState.Deciding or SeatState.ParentAwaited => Deciding,
        SeatState.Waiting => Waiting,
        SeatState.Refused or SeatState.ParentRefused => Refused,
        SeatState.LinkLost => Lost,
        SeatState.Left => Left,
        SeatState.Answering => Answering,
        SeatState.Finished => Finished,
    };

    /// <summary>The seats at which somebody is heard.</summary>
    public static ImmutableArray<SaidSeat> HeardIn(ClassWord word)
    {
        Dictionary<int, int> unsent = word.Waiting().ToDictionary(one => one.Position, one => one.Number);
        return
        [
            .. word.Seats.Select((mark, position) => (State: HeardAs(mark), position)).Where(one => one.State is not null)
                .Select(one => new SaidSeat(one.position, one.State!.Value, unsent.GetValueOrDefault(one.position))),
        ];
    }

    private static SeatState? HeardAs(char mark) => mark switch
    {
        Deciding => SeatState.Deciding,
        Waiting => SeatState.Waiting,
        Answering => SeatState.Answering,
        _ => null,
    };

    /// <summary>Silence alone may turn it into another letter, without anything that happens.</summary>
    public static bool MayFallSilent(char mark) => mark is Waiting or Answering;
}
