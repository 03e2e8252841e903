using System.Collections.Immutable;
using Diagnostics.Scoring.Keys;
using Diagnostics.Scoring.Moments;
using Diagnostics.Scoring.Quality;

namespace Diagnostics.Engine.Tables;

/// <summary>
/// The quality numbers of the rated items as columns of a table, under the names researchers lay beside R's. A number that is not
/// available is an empty cell; where a key rates nothing, as keys of pairs and best–worst sets, all of them are.
/// </summary>
public sealed class QualityColumns : ScoreColumns
{
    private readonly RatedItems _rated;
    private readonly MahalanobisReference? _reference;

    private QualityColumns(RatedItems rated, MahalanobisReference? reference)
    {
        _rated = rated;
        _reference = reference;
    }

    /// <inheritdoc/>
    public override ImmutableArray<string> Names { get; } =
    [
        "longstring", "avgstring", "irv", "evenodd_r", "evenodd_sb", "evenodd_careless_sign", "mahalanobis_d2", "mahalanobis_p",
        "longstring_admin", "avgstring_admin",
    ];

    /// <summary>
    /// Reads the file once through, in constant memory and on all cores: distances need the means and covariances of all complete rows.
    /// </summary>
    /// <param name="source">The responses that will be scored.</param>
    /// <param name="progress">Told the share of the file that is read, 0..1, once a block.</param>
    /// <param name="cancellation">Stops between blocks.</param>
    /// <exception cref="TableException">The file is not usable; names line, column and reason.</exception>
    public static QualityColumns Prepare(ResponseSource source, IProgress<double>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(source);
        using ResponseStream responses = new(source);
        ScoringKey key = source.Keyed.Key;
        RatedItems rated = RatedItems.Of(key, responses.Administered);
        if (rated.InKeyOrder.IsEmpty)
        {
            return new QualityColumns(rated, reference: null);
        }

        CrossProducts completeRows = new(rated.InKeyOrder.Length);
        responses.WorkThrough(block => CompleteRatings.Of(rated, block.Answers), completeRows.Merge, progress, cancellation);
        return new QualityColumns(rated, MahalanobisReference.From(completeRows));
    }

    /// <inheritdoc/>
    public override void Write(in ScoredRow row, TableWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ResponseQuality quality = ResponseQuality.Measure(_rated, row.Answers, [], _reference);
        writer.Cells(
        [
            quality.RunsInKeyOrder.Longest, quality.RunsInKeyOrder.Average, quality.Variability,
            quality.EvenOdd.Correlation, quality.EvenOdd.Consistency, quality.EvenOdd.CarelessSign,
            quality.Distance.Squared, quality.Distance.Probability,
            quality.Runs.Longest, quality.Runs.Average,
        ]);
    }
}
