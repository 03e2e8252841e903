namespace Diagnostics.Engine.Adaptive;

/// <summary>When an adaptive section ends. Valid by construction.</summary>
public sealed record SectionLimits
{
    /// <summary>Most tasks of a section.</summary>
    public const int MostTasks = 40;

    /// <param name="standardError">It ends when the error is this or less; 0: never.</param>
    /// <param name="least">Fewest tasks before it may end so.</param>
    /// <param name="most">It ends after this many, passed by or answered.</param>
    /// <exception cref="ArgumentException">The error is no number from 0, or the counts are out of 1 … <see cref="MostTasks"/> or crossed.</exception>
    public SectionLimits(double standardError, int least, int most)
    {
        if (!(standardError >= 0) || !double.IsFinite(standardError) || least < 1 || most < least || most > MostTasks)
        {
            throw new ArgumentException($"Error {standardError} from 0, {least} to {most} tasks of 1 to {MostTasks}.", nameof(standardError));
        }

        (StandardError, Least, Most) = (standardError, least, most);
    }

    /// <summary>It ends when the error is this or less; 0: never.</summary>
    public double StandardError { get; }

    /// <summary>Fewest tasks before it may end so.</summary>
    public int Least { get; }

    /// <summary>It ends after this many.</summary>
    public int Most { get; }
}
