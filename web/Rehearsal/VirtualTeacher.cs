using System.Collections.Immutable;
using System.Text.Json;
using Diagnostics.Engine.Rehearsals;

namespace Diagnostics.Web.Rehearsal;

/// <summary>One teacher of the crowd: opens the board with its PIN, begins the lesson, lets devices move, and looks once a second whether the board is fresh.</summary>
internal sealed class VirtualTeacher(
    WorkerPlan plan, CrowdNetwork network, RunClock clock, CrowdCounts counts, RehearsedClass room, IReadOnlyList<VirtualStudent> students, int number)
{
    /// <summary>What was acknowledged so long ago must stand on the board.</summary>
    private const double Freshness = 3;

    private readonly Random _random = new(HashCode.Combine(plan.Seed, "teacher", number));
    private readonly HttpMessageInvoker _by = network.By(number);
    private volatile ShownBoard _shown = new([]);
    private string _cookie = "";
    private HubLink? _link;
    private int _socketsShut;

    public async Task RunAsync(CancellationToken cancellation)
    {
        double begins = plan.Profile == RehearsalProfile.Lesson ? plan.Bell + (_random.NextDouble() * plan.ComingIn * 0.2) : plan.Bell;
        await clock.UntilAsync(_random.NextDouble() * plan.ComingIn * 0.5, cancellation);
        bool began = false;
        double ends = plan.ClosesBoards ? plan.Middle : plan.Seconds;
        while (clock.Now < ends)
        {
            try
            {
                await OpenAsync(cancellation);
                if (!began && clock.Now >= begins)
                {
                    foreach (VirtualStudent student in students)
                    {
                        student.BellRang(clock.Now);
                    }

                    await PostAsync("lesson", new { lesson = "running" }, cancellation);
                    began = true;
                }

                await LetMoveAsync(cancellation);
                Look();
                double next = began ? clock.Now + 1 : Math.Min(begins, clock.Now + 1);
                await clock.UntilAsync(next, cancellation);
            }
            catch (Exception error) when (LinkFault.Is(error, cancellation))
            {
                counts.Add(LinkFault.Of(error));
                _socketsShut += error is SocketShutException ? 1 : 0;
                await CloseAsync();
                await clock.UntilAsync(clock.Now + (_random.NextDouble() * 2), cancellation);
            }
        }

        await CloseAsync();
    }

    private async Task OpenAsync(CancellationToken cancellation)
    {
        if (_cookie.Length == 0)
        {
            using HttpResponseMessage entered = await _by.SendAsync(Door("enter"), new { pin = room.Pin }, null, null, cancellation);
            _cookie = entered.Headers.GetValues("Set-Cookie").First().Split(';')[0];
        }

        bool polls = _socketsShut >= SocketShut.Tries;
        if (!polls && (_link is null || _link.Closed.IsCompleted))
        {
            await CloseAsync();
            _link = await HubLink.OpenAsync(network.Hub($"hub/board/{room.BoardLink}"), _by, _cookie, Hear, cancellation).OrShutAsync(cancellation);
            _socketsShut = 0;
            polls = true;
        }

        if (polls)
        {
            Hear("Board", await _by.PostAsync(Door(""), null, null, cancellation, _cookie));
        }
    }

    private async Task CloseAsync()
    {
        if (_link is { } link)
        {
            _link = null;
            await link.DisposeAsync();
        }
    }

    private async Task LetMoveAsync(CancellationToken cancellation)
    {
        foreach (ShownSeat seat in _shown.Seats.Where(seat => seat.WantsMove))
        {
            try
            {
                await PostAsync("takeover", new { seat = seat.Seat }, cancellation);
            }
            catch (HttpRequestException refusal) when (refusal.StatusCode == System.Net.HttpStatusCode.Conflict)
            {
                // It moved meanwhile.
            }
        }
    }

    private void Look()
    {
        double instant = clock.Now - Freshness;
        foreach (ShownSeat seat in _shown.Seats.Where(seat => seat.Seat <= students.Count))
        {
            counts.Add(Counted.BoardLooks);
            if (seat.Answered < students[seat.Seat - 1].Sent.ItemsAt(instant))
            {
                counts.Add(Counted.BoardStale);
            }
        }
    }

    private void Hear(string name, JsonElement board)
    {
        if (name == "Board")
        {
            _shown = new ShownBoard([.. board.GetProperty("seats").EnumerateArray().Select(seat => new ShownSeat(
                seat.GetProperty("seat").GetInt32(), seat.GetProperty("answered").GetInt32(), seat.GetProperty("wantsMove").GetBoolean()))]);
        }
    }

    private Task<JsonElement> PostAsync(string door, object body, CancellationToken cancellation) =>
        _by.PostAsync(Door(door), body, null, cancellation, _cookie);

    private Uri Door(string door) => new(network.Url, door.Length == 0 ? $"api/board/{room.BoardLink}" : $"api/board/{room.BoardLink}/{door}");

    private sealed record ShownSeat(int Seat, int Answered, bool WantsMove);

    /// <summary>A whole board is exchanged at once: readers see one or the next.</summary>
    private sealed record ShownBoard(ImmutableArray<ShownSeat> Seats);
}
