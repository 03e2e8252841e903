using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Roster;

/// <summary>The door of the room: what a file is, what importing it would do, and the import. Who may do it is decided before.</summary>
public sealed class RosterDesk
{
    /// <summary>Classes in one transaction: some fifty milliseconds in which answers of a lesson wait.</summary>
    private const int Portion = 12;

    /// <summary>So many portions wait for the writer at once.</summary>
    private const int AtOnce = 2;

    private readonly Database _store;
    private readonly Writer _writer;
    private readonly OrgTree _organisation;
    private readonly RosterMaking _making;

    internal RosterDesk(Database store, Writer writer, OrgTree organisation, RosterMaking making) =>
        (_store, _writer, _organisation, _making) = (store, writer, organisation, making);

    /// <summary>Where files stand while they are imported: beside the store, and never in a backup.</summary>
    public required string Folder { get; init; }

    /// <summary>What a file is. Where columns look as if they were said of persons, nothing else is told.</summary>
    /// <exception cref="RosterFileException">It is no roster.</exception>
    public static RosterInspection Inspect(string file, CancellationToken cancellation) => RosterInspection.Of(file, cancellation);

    /// <summary>How these headings were read here before; null where they never were.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public Task<RosterColumns?> RememberedAsync(OrgNode place, IEnumerable<string> headings, CancellationToken cancellation) =>
        _making.Mappings.FindAsync(place, headings, cancellation);

    /// <summary>Reads the file and tells what an import would do; how its columns are read is remembered.</summary>
    /// <exception cref="RosterFileException">The file is broken.</exception>
    /// <exception cref="ArgumentException">The columns cannot be read as they are mapped.</exception>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<RosterPlan> PlanAsync(
        string file, RosterColumns columns, OrgNode place, string actor, IProgress<double>? progress, CancellationToken cancellation)
    {
        RosterScope scope = await ScopeAsync(place, columns, cancellation);
        RosterContent content;
        IReadOnlyList<string> headings;
        using (var source = RosterSource.Open(file))
        {
            headings = source.Headings;
            if (columns.FaultFor(headings.Count, scope.MunicipalityId is not null) is { } fault)
            {
                throw new ArgumentException(fault.ToString(), nameof(columns));
            }

            content = new RosterReader(columns, scope.MunicipalityId is null ? null : RosterWords.KeyOf(scope.MunicipalityName)).Read(source, progress, cancellation);
        }

        await _making.Mappings.KeepAsync(place, headings, columns, actor, cancellation);
        return await new RosterPlanner(_store, _making.Batteries).PlanAsync(content, scope, cancellation);
    }

    /// <summary>
    /// Writes what was planned, some classes of a school in a transaction. Whatever is written stays when it stops in between; the same file again does the
    /// rest, and once more nothing.
    /// </summary>
    /// <param name="progress">Told the share that is done, 0..1.</param>
    /// <exception cref="StoreBusyException">The store cannot write now.</exception>
    public async Task<RosterDone> ApplyAsync(RosterPlan plan, string actor, IProgress<double>? progress, CancellationToken cancellation)
    {
        RosterScope scope = plan.Scope.RegionId is not null
            ? plan.Scope
            : plan.Scope with { RegionId = (await FirstRegionAsync(cancellation)).Id };
        (PlannedSchool School, RosterClass[] Classes)[] portions =
        [
            .. plan.Planned.Where(school => school.Line.IsWritten).SelectMany(school => Written(school).Select(classes => (school, classes))),
        ];
        RosterDone done = new(0, 0, 0);
        int written = 0;
        Lock gate = new();
        // On the writer's thread one comes after the other: whichever of a school is first makes it.
        await Parallel.ForEachAsync(portions, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation }, async (one, token) =>
        {
            RosterPortion portion = await _writer.RunAsync(
                null, store => _making.Pen.Write(store, scope, one.School, one.Classes, actor), token, portion => _making.Roll.Forget(portion.Changed));
            lock (gate)
            {
                done = done with { Made = done.Made + portion.Made, Changed = done.Changed + portion.Changed.Count, Seats = done.Seats + portion.Seats };
                progress?.Report((double)++written / portions.Length);
            }
        });
        return done;
    }

    /// <summary>A school of which only its number is written has one portion without classes.</summary>
    private static IEnumerable<RosterClass[]> Written(PlannedSchool school)
    {
        RosterClass[] classes =
        [
            .. school.File.Classes.Values.Zip(school.Line.Classes, (room, line) => (room, line))
                .Where(one => one.line.Change is RosterChange.New or RosterChange.Changed).Select(one => one.room),
        ];
        return classes.Length == 0 ? [[]] : classes.Chunk(Portion);
    }

    private const string First = "SELECT r.id FROM region r WHERE r.id NOT IN (SELECT region_id FROM rehearsal) ORDER BY r.name, r.id";

    private async Task<RosterScope> ScopeAsync(OrgNode place, RosterColumns columns, CancellationToken cancellation)
    {
        if (await _making.Paths.FindAsync(place, cancellation) is not { } path)
        {
            throw new ArgumentException("There is no such place.", nameof(place));
        }

        string? region = path.RegionId ?? await _store.FirstOrDefaultAsync<string>(First, null, cancellation);
        return path.MunicipalityId is { } id
            ? new RosterScope(region, id, await _making.Paths.TitleAsync(new OrgNode(NodeKind.Municipality, id), cancellation), columns)
            : new RosterScope(region, null, "", columns);
    }

    private async Task<Region> FirstRegionAsync(CancellationToken cancellation) =>
        await _organisation.RegionsAsync(cancellation) is [var first, ..] ? first : await _organisation.AddRegionAsync(SchoolRegister.FirstRegion, cancellation);
}

/// <summary>What was written.</summary>
/// <param name="Made">Classes that are new.</param>
/// <param name="Changed">Classes that were there and are changed.</param>
/// <param name="Seats">Their places.</param>
public sealed record RosterDone(int Made, int Changed, int Seats);
