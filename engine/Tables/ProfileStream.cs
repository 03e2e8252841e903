using System.Collections.Immutable;
using Diagnostics.Scoring.Interests;

namespace Diagnostics.Engine.Tables;

/// <summary>
/// A file of interest scores raw_R … raw_C as blocks of respondents, in constant memory. Answered counts n_R … n_C
/// are read when all six are there; other columns but the identifier are ignored. For
/// one thread.
/// </summary>
internal sealed class ProfileStream : IDisposable
{
    /// <summary>Respondents in a block.</summary>
    public const int BlockRows = 1024;

    private static readonly ImmutableArray<string> Names = [.. HollandCode.Letters.Select(letter => $"raw_{letter}")];

    private readonly TableReader _table;
    private readonly int _id;
    private readonly ImmutableArray<int> _places;
    private readonly ImmutableArray<int> _answered;

    /// <summary>Opens the file.</summary>
    /// <param name="file">Path of the CSV.</param>
    /// <param name="id">Column of the identifier; null: the column named id.</param>
    /// <exception cref="TableException">The file is not usable or a column is absent.</exception>
    public ProfileStream(string file, string? id)
    {
        _table = TableReader.Open(file);
        Id = id ?? ResponseTable.UsualId;
        _id = _table.IndexOf(Id);
        _places = [.. Names.Select(_table.IndexOf)];
        ImmutableArray<int> answered = [.. HollandCode.Letters.Select(letter => _table.IndexOf($"n_{letter}"))];
        _answered = answered.Contains(-1) ? [] : answered;
        string[] absent = [.. Names.Append(Id).Where(name => _table.IndexOf(name) < 0)];
        if (absent.Length > 0)
        {
            TableException fault = _table.Fault(
                null, $"no column {string.Join(", ", absent)}; profiles have {Id},{string.Join(",", Names)}");
            _table.Dispose();
            throw fault;
        }
    }

    /// <summary>Name of the identifier's column.</summary>
    public string Id { get; }

    /// <summary>Respondents read so far.</summary>
    public long Rows { get; private set; }

    /// <summary>Share of the file read so far, 0..1.</summary>
    public double Share => _table.Share;

    /// <summary>As <see cref="TableReader.RefuseRepeated"/>.</summary>
    public void RefuseRepeated(IEnumerable<string> names) => _table.RefuseRepeated(names);

    /// <summary>Reads the next block.</summary>
    /// <returns>Null at the end.</returns>
    /// <exception cref="TableException">A cell is no number, or a row is broken.</exception>
    public ProfileBlock? Next()
    {
        List<string> ids = new(BlockRows);
        double[] scores = new double[BlockRows * _places.Length];
        double[]? answered = _answered.IsEmpty ? null : new double[scores.Length];
        while (ids.Count < BlockRows && _table.Read())
        {
            for (int score = 0; score < _places.Length; score++)
            {
                scores[(ids.Count * _places.Length) + score] = NumberCell.Read(_table, _places[score]);
            }

            for (int score = 0; score < _answered.Length; score++)
            {
                answered![(ids.Count * _places.Length) + score] = NumberCell.Read(_table, _answered[score]);
            }

            ids.Add(_table[_id]);
        }

        Rows += ids.Count;
        return ids.Count == 0 ? null : new ProfileBlock(ids, scores[..(ids.Count * _places.Length)], answered);
    }

    public void Dispose() => _table.Dispose();
}
