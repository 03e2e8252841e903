using System.Net;
using System.Text.Json;
using Diagnostics.Engine.Sessions;

namespace Diagnostics.Web.Rehearsal;

/// <summary>
/// One student of the crowd: types a code, agrees, waits in the lobby, answers at a pace of their own, changes their mind, loses the link, reloads,
/// changes the device, finishes. Keeps a list of what was acknowledged.
/// </summary>
internal sealed class VirtualStudent(
    WorkerPlan plan, CrowdNetwork network, RunClock clock, CrowdCounts counts, PackageShelf packages, string code, int number)
{
    private const int PollSeconds = 4;

    private readonly StudentChance _chance = new(plan, number);
    private readonly HttpMessageInvoker _by = network.By(number);
    private readonly StudentWaits _waits = new(clock, counts);
    private readonly StudentWork _work = new(plan, clock);
    private readonly Queue<(double At, Mishap What)> _mishaps = new();
    private StudentLine? _line;
    private volatile bool _runs;
    private double _opensAt;
    private volatile TaskCompletionSource _news = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string _device = "";
    private string _token = "";
    private long? _epoch;
    private int _attempt;
    private bool _isHttp;
    private int _socketsShut;
    private double _movesAt = double.PositiveInfinity;

    public SentAnswers Sent { get; } = new();

    /// <summary>The teacher presses at that second.</summary>
    public void BellRang(double second) => _waits.BellRang(second);

    public async Task RunAsync(CancellationToken cancellation)
    {
        Prepare();
        await clock.UntilAsync(_chance.Share() * plan.ComingIn, cancellation);
        try
        {
            while (!await TryStepAsync(cancellation))
            {
            }
        }
        finally
        {
            await DropAsync();
        }
    }

    private void Prepare()
    {
        _isHttp = _chance.IsHttp;
        NewDevice();
        foreach ((double At, Mishap What) mishap in _chance.Mishaps)
        {
            _mishaps.Enqueue(mishap);
        }
    }

    /// <summary>One thing at a time; true when there is nothing left to do.</summary>
    private async Task<bool> TryStepAsync(CancellationToken cancellation)
    {
        try
        {
            if (_token.Length == 0)
            {
                await EnterAsync(cancellation);
            }

            if (_token.Length == 0)
            {
                return false;
            }

            if (_line is null)
            {
                await ConnectAsync(cancellation);
            }

            return await GoOnAsync(cancellation);
        }
        catch (Exception error) when (LinkFault.Is(error, cancellation))
        {
            counts.Add(LinkFault.Of(error));
            if (_epoch is not null)
            {
                _waits.Lost();
            }

            _socketsShut += error is SocketShutException ? 1 : 0;
            _isHttp |= _socketsShut >= SocketShut.Tries;
            await DropAsync();
            await WaitToRetryAsync(error, cancellation);
            return false;
        }
    }

    private async Task EnterAsync(CancellationToken cancellation)
    {
        JsonElement place;
        if (Sent.Count == 0)
        {
            _waits.Enters();
        }

        try
        {
            place = await _by.PostAsync(new Uri(network.Url, "api/session/enter"), new { code, deviceId = _device }, null, cancellation);
        }
        catch (HttpRequestException refusal) when (refusal.StatusCode == HttpStatusCode.Conflict)
        {
            // The old device is still heard from: the teacher's tap lets this one in.
            counts.Add(Counted.WaitedForTap);
            await Task.Delay(TimeSpan.FromSeconds(2), clock.Time, cancellation);
            return;
        }

        if (place.TryGetProperty("ahead", out _))
        {
            // More come than are let in at once: the code keeps the place.
            counts.Add(Counted.Queued);
            await Task.Delay(TimeSpan.FromMilliseconds(place.GetProperty("retryMs").GetInt32()), clock.Time, cancellation);
            return;
        }

        _token = place.GetProperty("token").GetString()!;
        _waits.Entered();
        _work.Script = await packages.GetAsync(place.GetProperty("packageHash").GetString()!, _by, cancellation);
        if (place.GetProperty("consent").ValueKind == JsonValueKind.Null)
        {
            await _by.PostAsync(new Uri(network.Url, "api/session/consent"), new { agree = true, textVersion = PackageShelf.ConsentVersion }, _token, cancellation);
            counts.Add(Counted.Entered);
        }
    }

    private async Task ConnectAsync(CancellationToken cancellation)
    {
        _waits.Connects();
        _line = _isHttp
            ? new StudentLine.Http(network, _by, _token)
            : await StudentLine.Hub.OpenAsync(network, _by, _token, Hear, cancellation);
        counts.Add(Counted.Connected);
        await HelloAsync(cancellation);
        _waits.Greeted();
        if (_attempt > 0)
        {
            counts.Add(Counted.Reconnected);
        }

        _attempt = 0;
        _socketsShut = 0;
    }

    /// <summary>As the page does: another socket is opened beside the one whose server ends, and then that one is left.</summary>
    private async Task MoveAsync(CancellationToken cancellation)
    {
        Volatile.Write(ref _movesAt, double.PositiveInfinity);
        StudentLine left = _line!;
        _line = await StudentLine.Hub.OpenAsync(network, _by, _token, Hear, cancellation);
        await left.DisposeAsync();
        await HelloAsync(cancellation);
    }

    private async Task HelloAsync(CancellationToken cancellation)
    {
        bool isNewDevice = _epoch is null && Sent.Acknowledged > 0;
        HelloReply hello = await _line!.HelloAsync(
            new HelloRequest(_epoch, _device, isNewDevice ? 0 : Sent.Acknowledged, clock.UnixMs), cancellation);
        if (hello.Status != PutStatus.Ok)
        {
            _epoch = hello.Status == PutStatus.Superseded ? null : _epoch;
            Count(hello.Status);
            throw new RefusedCallException($"The hello was answered {hello.Status}.");
        }

        if (isNewDevice && Sent.Contradicts(hello.Answers ?? []))
        {
            counts.Add(Counted.Contradicted);
        }

        _epoch = hello.Epoch;
        Runs(hello.Run == LessonState.Running);
        Take(hello.HighWater);
        HoldToWord(hello.HighWater);
        if (Sent.Count > 0 && hello.HighWater > Sent.Count)
        {
            counts.Add(Counted.Contradicted);
        }
    }

    /// <summary>A server that stands before what it acknowledged takes no later number and no finish: this student's day is over, and why is told.</summary>
    private void HoldToWord(long highWater)
    {
        if (highWater < Sent.Acknowledged)
        {
            counts.Add(Counted.Contradicted);
            throw new InvalidDataException("The server no longer has answers that it acknowledged: whoever gave them cannot go on.");
        }
    }

    /// <summary>Answers what is due, sends what is not acknowledged, meets the mishaps, finishes.</summary>
    private async Task<bool> GoOnAsync(CancellationToken cancellation)
    {
        if (_mishaps.TryPeek(out (double At, Mishap What) next) && next.At <= clock.Now)
        {
            _mishaps.Dequeue();
            await MeetAsync(next.What, cancellation);
            return false;
        }

        if (_line!.Closed.IsCompleted)
        {
            throw new IOException("The link is gone.");
        }

        if (clock.Now >= Volatile.Read(ref _movesAt))
        {
            await MoveAsync(cancellation);
        }

        if (_runs && clock.Now >= Volatile.Read(ref _opensAt) && clock.Now < plan.Closing)
        {
            _work.AnswerWhatIsDue(_chance, Sent);
        }

        if (Sent.Acknowledged < Sent.Count)
        {
            await PutAsync(cancellation);
            return false;
        }

        if (_runs && _work.IsThrough(Sent))
        {
            return await FinishAsync(cancellation);
        }

        await WaitAsync(cancellation);
        return false;
    }

    private async Task PutAsync(CancellationToken cancellation)
    {
        PutReply reply = await _line!.PutAsync(Sent.Batch(_epoch!.Value), cancellation);
        Take(reply.HighWater);
        switch (reply.Status)
        {
            case PutStatus.Ok when reply.PaceMs > 0:
                // As the page does: what is answered meanwhile rides along.
                await Task.Delay(TimeSpan.FromMilliseconds(reply.PaceMs), clock.Time, cancellation);
                break;
            case PutStatus.Ok:
                break;
            case PutStatus.Gap:
                HoldToWord(reply.HighWater);
                break;
            case PutStatus.Busy:
                counts.Add(Counted.Busy);
                await Task.Delay(TimeSpan.FromMilliseconds(reply.RetryMs), clock.Time, cancellation);
                break;
            case PutStatus.Closed:
                // A paused lesson, or one that has not begun: hello tells.
                await Task.Delay(TimeSpan.FromSeconds(1), clock.Time, cancellation);
                await HelloAsync(cancellation);
                break;
            case PutStatus.Superseded:
            case PutStatus.Invalid:
            default:
                throw new RefusedCallException($"A put was answered {reply.Status}.");
        }
    }

    private async Task<bool> FinishAsync(CancellationToken cancellation)
    {
        if (plan.Profile != RehearsalProfile.Closed)
        {
            await clock.UntilAsync(plan.Closing + (_chance.Share() * (plan.Seconds - plan.Closing) * 0.8), cancellation);
        }

        FinishReply reply = await _line!.FinishAsync(new FinishRequest(_epoch!.Value, Sent.Count), cancellation);
        Take(reply.HighWater);
        if (reply.Status == PutStatus.Ok)
        {
            counts.Add(Counted.Finished);
            return true;
        }

        if (reply.Status == PutStatus.Gap)
        {
            HoldToWord(reply.HighWater);
        }

        Count(reply.Status);
        await Task.Delay(TimeSpan.FromMilliseconds(Math.Max(500, reply.RetryMs)), clock.Time, cancellation);
        return false;
    }

    private async Task MeetAsync(Mishap what, CancellationToken cancellation)
    {
        _waits.GoAway();
        switch (what)
        {
            case Mishap.Cut:
                _waits.Lost();
                _line?.Cut();
                await DropAsync();
                _attempt = 1;
                await Task.Delay(_chance.AfterStorm(), clock.Time, cancellation);
                break;
            case Mishap.Drop:
                _line?.Cut();
                await DropAsync();
                _attempt = 1;
                await clock.UntilAsync(clock.Now + 5 + (_chance.Share() * 40), cancellation);
                break;
            case Mishap.Reload:
                await DropAsync();
                break;
            case Mishap.Move:
                // Away until the hello: a seat that is heard from is given up by the teacher's tap alone.
                await DropAsync();
                counts.Add(Counted.Moved);
                counts.Add(Counted.LeftBehind, Sent.LeaveBehind());
                NewDevice();
                return;
            default:
                throw new InvalidOperationException($"No mishap {what}.");
        }

        _waits.Back();
    }

    private void NewDevice() => (_device, _token, _epoch) = (_chance.Device(), "", null);

    private async Task DropAsync()
    {
        if (_line is { } line)
        {
            _line = null;
            counts.Add(Counted.Connected, -1);
            await line.DisposeAsync();
        }
    }

    /// <summary>Full jitter from the first try, never gives up; a refusal that names a time is kept to by the caller.</summary>
    private Task WaitToRetryAsync(Exception error, CancellationToken cancellation)
    {
        _attempt++;
        bool isGone = error is HttpRequestException { StatusCode: HttpStatusCode.Gone or HttpStatusCode.NotFound };
        return isGone
            ? throw new InvalidDataException($"A student was turned away for good: {error.Message}")
            : Task.Delay(_chance.Jitter(_attempt), clock.Time, cancellation);
    }

    private void Take(long highWater)
    {
        foreach (double due in Sent.Acknowledge(highWater, clock.Now))
        {
            _waits.Acknowledged(due);
        }
    }

    private void Count(PutStatus status)
    {
        if (status == PutStatus.Busy)
        {
            counts.Add(Counted.Busy);
        }
    }

    /// <summary>Until the next answer, mishap, word of the server, or look at the lesson's state.</summary>
    private async Task WaitAsync(CancellationToken cancellation)
    {
        double until = clock.Now + PollSeconds;
        until = _mishaps.TryPeek(out (double At, Mishap) mishap) ? Math.Min(until, mishap.At) : until;
        until = _runs && _work.Due > 0 ? Math.Min(until, _work.Due) : until;
        until = Math.Min(until, Volatile.Read(ref _movesAt));
        until = _runs && Volatile.Read(ref _opensAt) is var opens && opens > clock.Now ? Math.Min(until, opens) : until;
        TaskCompletionSource news = _news;
        await Task.WhenAny(clock.UntilAsync(until, cancellation), news.Task, _line!.Closed);
        cancellation.ThrowIfCancellationRequested();
        if (!_runs && _isHttp)
        {
            await HelloAsync(cancellation);
        }
    }

    private void Runs(bool runs)
    {
        _runs = runs;
        if (runs)
        {
            _waits.Begins();
        }
    }

    private void Hear(string name, JsonElement told)
    {
        if (name != "Ctl")
        {
            return;
        }

        if (told.TryGetProperty("run", out JsonElement run) && run.ValueKind == JsonValueKind.String)
        {
            // Each page opens at a moment of its own; this one at the place its number gives it.
            double spread = told.TryGetProperty("spreadMs", out JsonElement ms) ? ms.GetInt32() / 1000.0 : 0;
            Volatile.Write(ref _opensAt, clock.Now + (spread * (number % 100) / 100));
            Runs(run.GetString() == "running");
        }

        if (!_isHttp && told.TryGetProperty("kind", out JsonElement kind) && kind.GetString() == "moved")
        {
            Volatile.Write(ref _movesAt, clock.Now + (told.GetProperty("spreadMs").GetInt32() / 1000.0 * (number % 100) / 100));
        }

        TaskCompletionSource news = _news;
        _news = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        news.TrySetResult();
    }
}
