using System.Collections.Immutable;
using Diagnostics.Engine.Atlas;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Instruments.Json;

namespace Diagnostics.Engine.Indicators;

/// <summary>The indicators of a version, each with where its members stand in a row of samples. Immutable.</summary>
public sealed class IndicatorLibrary
{
    private const string File = "indicators.json";
    private const int MarkLength = 8;
    private readonly string _file;
    private readonly string _content;
    private readonly ImmutableArray<int> _first;
    private readonly ImmutableArray<Indicator> _ofMember;

    /// <param name="content">Hash of the file's bytes.</param>
    internal IndicatorLibrary(string version, ImmutableArray<Indicator> all, string content)
    {
        (_file, _content) = (version, content);
        MemberIds = [.. all.SelectMany(one => one.Members.Select(member => $"{one.Id}/{member.Id}"))];
        (Version, All) = ($"{version}+{Sha256Hex.OfFields(MemberIds)[..MarkLength]}", all);
        int place = 0;
        ImmutableArray<int>.Builder first = ImmutableArray.CreateBuilder<int>(all.Length);
        foreach (Indicator one in all)
        {
            first.Add(place);
            place += one.Members.Length;
        }

        (_first, Width) = (first.MoveToImmutable(), place);
        _ofMember = [.. all.SelectMany(one => one.Members.Select(_ => one))];
    }

    /// <summary>
    /// Of the file, and a mark of the members: these come from instruments and an atlas, which have versions of their own. With an operator's file its version too, and a mark of both files' bytes:
    /// nobody makes sure that who changes an own file changes its version.
    /// </summary>
    public string Version { get; }

    public ImmutableArray<Indicator> All { get; }

    /// <summary>Of all indicators in turn: what a figure is found by in another year, whose library had others.</summary>
    internal ImmutableArray<string> MemberIds { get; }

    /// <summary>Members of all indicators together.</summary>
    internal int Width { get; }

    /// <summary>The indicator a member of a row belongs to.</summary>
    internal Indicator OfMember(int member) => _ofMember[member];

    /// <summary>Where the members of the indicator at a place begin in a row.</summary>
    internal int FirstOf(int indicator) => _first[indicator];

    /// <summary>Where the members of indicators that count such a thing begin.</summary>
    internal IEnumerable<int> PlacesOf<TSource>()
        where TSource : IndicatorSource =>
        Enumerable.Range(0, All.Length).Where(place => All[place].Source is TSource).Select(FirstOf);

    /// <summary>With an operator's own indicators: one of a known id takes that one's place, the others come behind. Null: the same.</summary>
    /// <exception cref="ArgumentException">They have faults beside these: see <see cref="FaultsOf"/>.</exception>
    internal IndicatorLibrary With(IndicatorLibrary? own) =>
        own is null ? this
        : FaultsOf(own) is [{ } fault, ..] ? throw new ArgumentException($"{fault.Path}: {fault.Reason}", nameof(own))
        : new IndicatorLibrary($"{_file}+{own._file}+{ContentOf(own)[..MarkLength]}", Beside(own), ContentOf(own));

    /// <summary>What of an operator's own file may not stand beside these: whoever holds two indicators of the same answers subtracts one from the other.</summary>
    internal ImmutableArray<InstrumentFault> FaultsOf(IndicatorLibrary own)
    {
        FaultList faults = new();
        ImmutableArray<Indicator> all = Beside(own);
        for (int place = 0; place < own.All.Length; place++)
        {
            Indicator one = own.All[place];
            if (all.FirstOrDefault(other => other.Id != one.Id && other.Source.Meets(one.Source)) is { } same)
            {
                faults.Add($"$.indicators[{place}]", $"Indicator {one.Id} counts what {same.Id} counts: the difference of the two would tell of few. Give it that id, and it takes its place.");
            }
        }

        return faults.ToImmutable();
    }

    private string ContentOf(IndicatorLibrary own) => Sha256Hex.OfFields([_content, own._content]);

    private ImmutableArray<Indicator> Beside(IndicatorLibrary own) =>
        [.. All.Select(one => own.All.FirstOrDefault(other => other.Id == one.Id) ?? one), .. own.All.Where(one => All.All(known => known.Id != one.Id))];

    /// <exception cref="InvalidOperationException">The built-in file is faulty.</exception>
    public static IndicatorLibrary LoadBuiltIn(InstrumentLibrary instruments, AtlasYear atlas)
    {
        (string name, byte[] json) = EmbeddedFiles.Under(File).Single();
        IndicatorReading reading = IndicatorReader.Read(json, instruments, atlas);
        return reading.Library ?? throw EmbeddedFiles.Faulty(name, reading.Faults);
    }
}

/// <summary>What came of reading a file: a library, or every fault it has.</summary>
public sealed record IndicatorReading(IndicatorLibrary? Library, ImmutableArray<InstrumentFault> Faults);
