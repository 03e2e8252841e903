using System.Globalization;
using Diagnostics.Scoring.Matching;

namespace Diagnostics.Tests.Matching;

/// <summary>Atlases and profiles from a seed, with ties, flat occupations and missing scores on purpose.</summary>
internal sealed class RandomAtlas(int seed)
{
    private readonly Random _random = new(seed);

    /// <summary>Some occupations repeat another's values or a multiple of them; a few are flat.</summary>
    public Occupations NextAtlas(int occupations)
    {
        List<double[]> values = [];
        for (int number = 0; number < occupations; number++)
        {
            values.Add(_random.Next(10) switch
            {
                0 when number > 0 => values[_random.Next(number)],
                1 when number > 0 => [.. values[_random.Next(number)].Select(value => 2 * value)],
                2 => [3, 3, 3, 3, 3, 3],
                _ => [.. Enumerable.Range(0, 6).Select(_ => _random.Next(100, 701) / 100.0)],
            });
        }

        return Occupations.Create(values.Select((six, number) => Made(number, six)));
    }

    /// <summary>[respondents × 6]; one in eight is flat, one in eight misses a score, some are not whole.</summary>
    public double[] NextProfiles(int respondents)
    {
        double[] profiles = new double[respondents * 6];
        for (int respondent = 0; respondent < respondents; respondent++)
        {
            Span<double> profile = profiles.AsSpan(respondent * 6, 6);
            double scale = _random.Next(4) == 0 ? _random.NextDouble() : 1;
            foreach (ref double score in profile)
            {
                score = scale * _random.Next(41);
            }

            switch (_random.Next(8))
            {
                case 0:
                    profile.Fill(scale * 7);
                    break;
                case 1:
                    profile[_random.Next(6)] = _random.Next(2) == 0 ? double.NaN : double.PositiveInfinity;
                    break;
            }
        }

        return profiles;
    }

    public int Next(int below) => _random.Next(below);

    public static Occupation Made(int number, params double[] values) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{number % 7:D2}-{number:D5}"), $"Occupation {number}", [.. values]);
}
