using System.Collections.Immutable;
using Diagnostics.Engine.Groups;
using Diagnostics.Scoring.Norms;

namespace Diagnostics.Engine.Indicators;

/// <summary>Samples of schools → what may be told of schools, municipalities and the region. Pure.</summary>
internal sealed class FigureTeller
{
    /// <summary>Of students with special conditions (PRODUCT 6.9).</summary>
    private const int LeastSpecial = 10;

    /// <summary>So many schools let their differences say how sure a share is.</summary>
    private const int LeastSchools = 10;

    private const double Normal95 = 1.96;

    private readonly IndicatorLibrary _library;
    private readonly FigureParts _parts;
    private readonly Node _region;

    private FigureTeller(IndicatorLibrary library, FigureParts parts, Node region) => (_library, _parts, _region) = (library, parts, region);

    /// <param name="places">The region's schools.</param>
    public static ToldFigures Tell(IndicatorLibrary library, string regionId, string regionName, IReadOnlyList<SchoolPlace> places, IReadOnlyDictionary<CellKey, Sample[]> cells)
    {
        if (places.Count == 0)
        {
            return ToldFigures.None(library.Version, regionId, regionName);
        }

        FigureParts parts = new([.. cells.Keys.Select(key => key.Grade).Distinct().Order()]);
        ILookup<string, (CellKey, Sample[])> bySchool = cells.ToLookup(cell => cell.Key.SchoolId, cell => (cell.Key, cell.Value), StringComparer.Ordinal);
        Node[] municipalities =
        [
            .. from school in places
               group school by (school.MunicipalityId, school.MunicipalityName) into own
               orderby own.Key.MunicipalityName, own.Key.MunicipalityId
               select Node.Of(own.Key.MunicipalityId, own.Key.MunicipalityName,
                   [.. own.OrderBy(one => one.Name, StringComparer.Ordinal).ThenBy(one => one.Id, StringComparer.Ordinal).Select(one => new Node(one.Id, one.Name, [], parts.Gather(bySchool[one.Id], library.Width)))]),
        ];
        FigureTeller teller = new(library, parts, Node.Of(regionId, regionName, [.. municipalities]));
        for (int place = 0; place < library.All.Length; place++)
        {
            teller.Decide(library.All[place], library.FirstOf(place));
        }

        foreach ((int course, int parents) in from course in library.PlacesOf<IndicatorSource.Course>() from parents in library.PlacesOf<IndicatorSource.ParentsAnswered>() select (course, parents))
        {
            KeepParents(teller._region, course + Courses.Names.IndexOf(Courses.Finished), parents);
        }

        return new ToldFigures(
            library.Version, teller.Write(teller._region),
            [.. municipalities.Select(one => new ToldMunicipality(teller.Write(one), [.. one.Children.Select(teller.Write)]))])
        {
            Members = library.MemberIds,
        };
    }

    /// <summary>What of an indicator is told, level by level: the parts of a municipality are decided when it is.</summary>
    private void Decide(Indicator indicator, int first)
    {
        int[] members = [.. Enumerable.Range(first, indicator.Members.Length)];
        int[][] families = indicator.Source.IsExclusive ? [members] : [.. members.Select(member => new[] { member })];
        HashSet<int> ofPlaces = [.. Enumerable.Range(0, _parts.Count).Where(_parts.IsNamed)];
        HashSet<int> ofSchools = indicator.Source is IndicatorSource.Course ? [FigureParts.All, .. _parts.OfGrades] : [FigureParts.All];
        foreach (int[] family in families)
        {
            Table region = new(this, indicator, family, ofPlaces, _region, null);
            region.Protect();
            foreach (Node municipality in _region.Children)
            {
                new Table(this, indicator, family, ofSchools, municipality, region).Protect();
            }
        }
    }

    /// <param name="isShown">Whether this part is told of such a place at all.</param>
    private LedgerEntry EntryOf(Indicator indicator, int part, bool isShown, Sample sample)
    {
        bool isMean = indicator.Source.IsMean;
        LedgerEntry entry = new(
            isMean ? sample.N : (long)sample.Sum, sample.N, isMean ? SmallCells.LeastOfGroup : SmallCells.Least, part == _parts.Special ? LeastSpecial : 0,
            HasRest: !isMean, IsMain: part == FigureParts.All, isShown ? LedgerStanding.Open : LedgerStanding.Kept);
        return entry with { Standing = sample.N == 0 ? LedgerStanding.Told : entry.IsSmall ? LedgerStanding.Secret : entry.Standing };
    }

    /// <summary>How many finished is of how many the share of parents is: not told by one where the other keeps it back.</summary>
    private static void KeepParents(Node node, int finished, int parents)
    {
        foreach (bool[] told in node.Told)
        {
            told[parents] &= told[finished];
        }

        foreach (Node child in node.Children)
        {
            KeepParents(child, finished, parents);
        }
    }

    private ToldPlace Write(Node node)
    {
        int[] shown = [.. Enumerable.Range(0, _parts.Count).Where(_parts.IsNamed).Where(part => node.Rows[part].Any(sample => sample.N > 0))];
        return new ToldPlace(node.Id, node.Name, [.. shown.Select(part => new ToldRow(_parts.NameOf(part), [.. Enumerable.Range(0, _library.Width).Select(member => Write(node, part, member))]))]);
    }

    private ToldFigure? Write(Node node, int part, int member)
    {
        if (!node.Told[part][member])
        {
            return null;
        }

        Indicator indicator = _library.OfMember(member);
        Sample sample = node.Rows[part][member];
        double most = indicator.Source is IndicatorSource.Points points ? points.Most : 1;
        double value = sample.Mean / most;
        (double low, double high) = IntervalOf(node, part, member, value, most, indicator.Source.IsMean);
        return new ToldFigure(sample.N, indicator.Source.IsMean ? null : (long)sample.Sum, Rounded(value), Rounded(low), Rounded(high));
    }

    /// <summary>
    /// Schools differ more than chance lets them, so where there are enough of them the error is that of a ratio over schools (linearised; Cochran 1977, Sampling Techniques, ch. 6 and 9 †);
    /// otherwise Wilson's of a share and the usual one of a mean.
    /// </summary>
    private static (double Low, double High) IntervalOf(Node node, int part, int member, double value, double most, bool isMean)
    {
        Sample whole = node.Rows[part][member];
        Sample[] schools = [.. node.Leaves().Select(leaf => leaf.Rows[part][member]).Where(sample => sample.N > 0)];
        if (schools.Length < LeastSchools)
        {
            if (!isMean)
            {
                return ShareInterval.Wilson(value, whole.N);
            }

            double variance = Math.Max(0, (whole.Squares - (whole.Sum * whole.Mean)) / (whole.N - 1));
            return Around(value, Math.Sqrt(variance / whole.N) / most);
        }

        double residuals = schools.Sum(school => Math.Pow((school.Sum / most) - (value * school.N), 2));
        return Around(value, Math.Sqrt(schools.Length / (schools.Length - 1.0) * residuals) / whole.N);
    }

    private static (double Low, double High) Around(double value, double error) => (Math.Max(0, value - (Normal95 * error)), Math.Min(1, value + (Normal95 * error)));

    private static double Rounded(double value) => Math.Round(value, 3, MidpointRounding.AwayFromZero);

    /// <summary>One place with its parts' samples, and which of them are told.</summary>
    private sealed class Node(string id, string name, ImmutableArray<Node> children, Sample[][] rows)
    {
        public string Id { get; } = id;

        public string Name { get; } = name;

        public ImmutableArray<Node> Children { get; } = children;

        public Sample[][] Rows { get; } = rows;

        public bool[][] Told { get; } = [.. rows.Select(row => new bool[row.Length])];

        public static Node Of(string id, string name, ImmutableArray<Node> children) => new(
            id, name, children,
            [.. Enumerable.Range(0, children[0].Rows.Length).Select(part => Enumerable.Range(0, children[0].Rows[part].Length).Select(member => children.Aggregate(default(Sample), (sum, child) => sum + child.Rows[part][member])).ToArray())]);

        public IEnumerable<Node> Leaves() => Children.IsEmpty ? [this] : Children.SelectMany(child => child.Leaves());
    }

    /// <summary>One place and its children, for one indicator or one member of it.</summary>
    private sealed class Table
    {
        private readonly Ledger _ledger = new();
        private readonly int[] _family;
        private readonly int[] _parts;
        private readonly Node _parent;
        private readonly Dictionary<(Node Node, int Part, int Member), int> _entries = [];

        /// <param name="shown">Parts that are told of the children; the others are there all the same, as somebody may work them out.</param>
        public Table(FigureTeller teller, Indicator indicator, int[] family, HashSet<int> shown, Node parent, Table? above)
        {
            (_family, _parts, _parent) = (family, [.. Enumerable.Range(0, teller._parts.Count)], parent);
            foreach (Node node in (IEnumerable<Node>)[parent, .. parent.Children])
            {
                foreach ((int part, int member) in _parts.SelectMany(part => family.Select(member => (part, member))))
                {
                    Sample sample = node.Rows[part][member];
                    LedgerEntry entry = teller.EntryOf(indicator, part, shown.Contains(part), sample);

                    // What is told of a municipality was decided in the region's table.
                    bool isDecided = node == parent && above is not null;
                    _entries.Add((node, part, member), _ledger.Add(!isDecided ? entry
                        : entry with { Standing = sample.N == 0 || node.Told[part][member] ? LedgerStanding.Told : LedgerStanding.KeptAbove }));
                }
            }

            Tie(teller, indicator);
            if (above is not null)
            {
                Know(above);
            }
        }

        public void Protect()
        {
            _ledger.Protect();
            foreach (((Node node, int part, int member), int entry) in _entries)
            {
                node.Told[part][member] = _ledger.IsTold(entry) && node.Rows[part][member].N > 0;
            }
        }

        private void Tie(FigureTeller teller, Indicator indicator)
        {
            foreach (int member in _family)
            {
                foreach (int part in _parts)
                {
                    _ledger.Sum(_entries[(_parent, part, member)], _parent.Children.Select(child => _entries[(child, part, member)]));
                }

                foreach (Node node in (IEnumerable<Node>)[_parent, .. _parent.Children])
                {
                    foreach (ImmutableArray<int> partition in teller._parts.Partitions)
                    {
                        _ledger.Sum(_entries[(node, FigureParts.All, member)], partition.Select(part => _entries[(node, part, member)]));
                    }
                }
            }

            if (indicator.Source.IsExclusive)
            {
                foreach ((Node node, int part) in ((IEnumerable<Node>)[_parent, .. _parent.Children]).SelectMany(node => _parts.Select(part => (node, part))))
                {
                    _ledger.SumToKnown(_family.Select(member => _entries[(node, part, member)]));
                }
            }
        }

        /// <summary>What the region's table says of this municipality.</summary>
        private void Know(Table above)
        {
            (Node, int, int)[] own = [.. _parts.SelectMany(part => _family.Select(member => (_parent, part, member)))];
            _ledger.Know(above._ledger.KnownOf([.. own.Select(one => above._entries[one])])
                .Select(equation => new LinearKnowledge.Equation([.. equation.Terms.Select(term => (_entries[own[term.Unknown]], term.Factor))])));
        }
    }
}

/// <summary>Where a school lies.</summary>
public sealed record SchoolPlace(string Id, string Name, string MunicipalityId, string MunicipalityName);
