namespace Diagnostics.Web.Rehearsal;

/// <summary>What chance makes of one student: pace, mishaps, devices, waits, answers. The same seed and number make the same student, in any process.</summary>
internal sealed class StudentChance
{
    private const double HttpShare = 0.05;
    private const double ChangeShare = 0.08;
    private const double LessonOfReader = 2_400;
    private const double LongestWait = 20;
    private const int SeedStep = 1_000_003;

    private readonly WorkerPlan _plan;
    private readonly Random _random;
    private readonly double _speed;

    public StudentChance(WorkerPlan plan, int number)
    {
        _plan = plan;
        _random = new Random(unchecked((plan.Seed * SeedStep) + number));
        IsHttp = _random.NextDouble() < HttpShare;
        _speed = plan.Pace * Math.Exp(0.3 * Normal());
        Mishaps = Plan();
    }

    /// <summary>Without sockets from the first.</summary>
    public bool IsHttp { get; }

    /// <summary>What goes wrong for this student, by its second.</summary>
    public IReadOnlyList<(double At, Mishap What)> Mishaps { get; }

    /// <summary>0 to 1.</summary>
    public double Share() => _random.NextDouble();

    /// <summary>A name of a device nobody had before.</summary>
    public string Device()
    {
        byte[] bytes = new byte[12];
        _random.NextBytes(bytes);
        return Convert.ToHexString(bytes);
    }

    /// <summary>Whether the answer before is changed instead of giving the next.</summary>
    public bool ChangesMind() => _random.NextDouble() < ChangeShare;

    public string Answer(ScriptItem item) => item.Answer(_random);

    /// <summary>Seconds from one answer to the next: a reader's, or exponential where a rate is asked for, so that the crowd's rate is the same at every instant.</summary>
    public double Pause(ScriptItem item) => _plan.AnswerSeconds > 0
        ? -Math.Log(1 - _random.NextDouble()) * _plan.AnswerSeconds
        : item.Seconds / _speed * Math.Exp(0.5 * Normal());

    /// <summary>Full jitter from the first try.</summary>
    public TimeSpan Jitter(int attempt) => TimeSpan.FromSeconds(_random.NextDouble() * Math.Min(LongestWait, 0.5 * Math.Pow(2, Math.Min(attempt, 10))));

    /// <summary>After the storm: most clients wait as a page does, a share comes back at once.</summary>
    public TimeSpan AfterStorm() => _random.NextDouble() < _plan.WithoutJitter ? TimeSpan.Zero : Jitter(1);

    private (double At, Mishap What)[] Plan()
    {
        if (_plan.Profile == RehearsalProfile.Closed)
        {
            return [];
        }

        double share = (_plan.Closing - _plan.Bell) / LessonOfReader;
        List<(double At, Mishap What)> mishaps = [];
        foreach ((Mishap what, double inLesson) in new[] { (Mishap.Drop, 0.5), (Mishap.Reload, 0.3), (Mishap.Move, 0.02) })
        {
            if (_random.NextDouble() < inLesson * share)
            {
                mishaps.Add((_plan.Bell + (_random.NextDouble() * (_plan.Closing - _plan.Bell)), what));
            }
        }

        if (_plan.Profile == RehearsalProfile.Storm)
        {
            mishaps.Add((_plan.Middle, Mishap.Cut));
        }

        return [.. mishaps.OrderBy(one => one.At)];
    }

    // Box and Muller (1958).
    private double Normal() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
}

/// <summary>What may happen to a student's device or link.</summary>
internal enum Mishap
{
    /// <summary>The link is gone for some seconds.</summary>
    Drop,

    /// <summary>The page is loaded anew.</summary>
    Reload,

    /// <summary>The student goes on at another device.</summary>
    Move,

    /// <summary>The storm: everybody's socket at once.</summary>
    Cut,
}
