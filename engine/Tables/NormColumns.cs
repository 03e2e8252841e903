using System.Collections.Immutable;
using System.Globalization;
using Diagnostics.Engine.Norms;
using Diagnostics.Scoring.Keys;
using Diagnostics.Scoring.Norms;

namespace Diagnostics.Engine.Tables;

/// <summary>
/// Standard scores as columns of a table: T_scale, pr_scale, sten_scale for every scale that has norms, then norm_level, the group columns
/// that were used for the person, norm_id, the norms with their version, norm_n, the
/// smallest number of respondents behind a table used, and norm_clamped, the scales whose score lay outside the table. All scales of a person are looked up in the same group.
/// </summary>
public sealed class NormColumns : ScoreColumns
{
    private readonly NormSet _norms;
    private readonly NormMethod _method;
    private readonly GroupColumns _groups;
    private readonly ImmutableArray<(int Scale, int Score)> _places;
    private readonly string _name;
    private readonly ImmutableArray<string> _ids;

    private NormColumns(
        NormSet norms, NormMethod method, GroupColumns groups, ScoringKey key, ImmutableArray<(int Scale, int Score)> places)
    {
        _norms = norms;
        _method = method;
        _groups = groups;
        _places = places;
        string[] ids = [.. places.Select(place => key.Scales[place.Scale].Id)];
        _ids = [.. ids];
        WithoutNorms = [.. key.Scales.OfType<ComparableScale>().Select(scale => scale.Id).Except(ids)];
        Names =
        [
            .. ids.Select(id => $"T_{id}"), .. ids.Select(id => $"pr_{id}"), .. ids.Select(id => $"sten_{id}"), "norm_level", "norm_id",
            "norm_n", "norm_clamped",
        ];
        _name = string.Create(CultureInfo.InvariantCulture, $"{norms.Origin.Id}@{norms.Origin.Version}");
    }

    /// <inheritdoc/>
    public override ImmutableArray<string> Names { get; }

    /// <summary>Scales of the key that persons can be compared on and that these norms do not have.</summary>
    public ImmutableArray<string> WithoutNorms { get; }

    /// <summary>Finds the key's scales in the norms and the norms' group columns in the responses.</summary>
    /// <param name="norms">The norms.</param>
    /// <param name="source">The responses that will be scored.</param>
    /// <param name="method">Linear or normalised T and sten.</param>
    /// <exception cref="ArgumentException">
    /// The norms have none of the key's scales that persons can be compared on, or a scale with other bounds.
    /// </exception>
    /// <exception cref="TableException">The file is not usable, or has no column of a group.</exception>
    public static NormColumns Find(NormSet norms, ResponseSource source, NormMethod method)
    {
        ScoringKey key = source.Keyed.Key;
        ImmutableArray<(int, int)> places = Match(norms, key);
        using TableReader table = TableReader.Open(source.File);
        var responses = new ResponseTable(table, source.Keyed, source.Id, source.Lenient);
        return new NormColumns(norms, method, GroupColumns.Find(responses.Passed, norms.By, source.File), key, places);
    }

    /// <inheritdoc/>
    public override void Write(in ScoredRow row, TableWriter writer)
    {
        string[] values = _groups.Count == 0 ? [] : new string[_groups.Count];
        _groups.Copy(row.Passed, values);
        NormLevel level = _norms.LevelFor(values);
        Span<NormScore> scores = stackalloc NormScore[_places.Length];
        for (int place = 0; place < scores.Length; place++)
        {
            scores[place] = level.Tables[_places[place].Score].Look(row.Raw[_places[place].Scale], _method);
        }

        foreach (NormScore score in scores)
        {
            writer.Cell(score.T);
        }

        foreach (NormScore score in scores)
        {
            writer.Cell(score.Percentile);
        }

        foreach (NormScore score in scores)
        {
            writer.Cell(score.Sten ?? double.NaN);
        }

        writer.Cell(level.Group.Level);
        writer.Cell(_name);
        writer.Cell((double)_places.Min(place => level.Tables[place.Score].Count));
        writer.Cell(Clamped(scores));
    }

    /// <summary>The scales whose raw score lay outside the table, so that the end row was taken: a prorated score may.</summary>
    private string Clamped(ReadOnlySpan<NormScore> scores)
    {
        string clamped = "";
        for (int place = 0; place < scores.Length; place++)
        {
            if (scores[place].Clamped)
            {
                clamped += clamped.Length == 0 ? _ids[place] : $" {_ids[place]}";
            }
        }

        return clamped;
    }

    private static ImmutableArray<(int Scale, int Score)> Match(NormSet norms, ScoringKey key)
    {
        ImmutableArray<(int, int)>.Builder places = ImmutableArray.CreateBuilder<(int, int)>();
        for (int scale = 0; scale < key.Scales.Length; scale++)
        {
            if (key.Scales[scale] is not ComparableScale comparable)
            {
                continue;
            }

            ComparableScore wanted = ComparableScore.Of(comparable);
            int score = norms.Scores.Select(known => known.Id).ToImmutableArray().IndexOf(wanted.Id);
            if (score >= 0)
            {
                CheckBounds(norms, norms.Scores[score], wanted);
                places.Add((scale, score));
            }
        }

        return places.Count > 0
            ? places.ToImmutable()
            : throw new ArgumentException(
                $"The norms {norms.Origin.Id} {norms.Origin.Version} are for {string.Join(", ", norms.Scores.Select(score => score.Id))}; "
                + $"the key has {string.Join(", ", key.Scales.Select(scale => scale.Id))}, and none of them can be looked up there.");
    }

    private static void CheckBounds(NormSet norms, ComparableScore known, ComparableScore wanted)
    {
        if (known != wanted)
        {
            throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture,
                $"Scale {wanted.Id}: scores {wanted.Lowest}..{wanted.Highest} in the key, {known.Lowest}..{known.Highest} in the norms "
                + $"{norms.Origin.Id} {norms.Origin.Version}."));
        }
    }
}
