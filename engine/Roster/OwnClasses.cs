using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Sessions;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Roster;

/// <summary>What a school says of one place of its class; null where it says nothing.</summary>
public sealed record OwnSeat(Sex? Sex, Accommodation? Accommodation);

/// <summary>A class as a school's browser read it from the school's list: places in its order, no names.</summary>
public sealed record OwnClass(string Name, IReadOnlyList<OwnSeat> Seats);

/// <summary>A school's own classes: the browser keeps the names and tells places, sex and conditions alone. Who may do it is decided before.</summary>
public sealed class OwnClasses
{
    public const int MostClasses = 20;

    private readonly Writer _writer;
    private readonly RosterMaking _making;

    internal OwnClasses(Writer writer, RosterMaking making) => (_writer, _making) = (writer, making);

    /// <summary>What writing these classes would do, in their order, also of those whose grade has no battery; null when one of them is no class, or is there twice.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<IReadOnlyList<RosterClassLine>?> LookAsync(string schoolId, IReadOnlyList<OwnClass> classes, CancellationToken cancellation)
    {
        if (Read(classes) is not { } rooms)
        {
            return null;
        }

        Dictionary<(string SchoolId, string Key), StoredClass> stored =
            await _writer.RunAsync(null, scope => StoredClass.Of(scope, _making.Batteries, schoolId), cancellation);
        return
        [
            .. rooms.Select(room => RosterClassLine.Of(room, stored.GetValueOrDefault((schoolId, room.Name.Key)), isSchools: true)),
        ];
    }

    /// <summary>Writes those that can be written in one transaction. False when one of them is no class, or is there twice.</summary>
    /// <exception cref="StoreBusyException">The store cannot write now.</exception>
    public async Task<bool> WriteAsync(string schoolId, IReadOnlyList<OwnClass> classes, string actor, CancellationToken cancellation)
    {
        if (Read(classes) is not { } rooms)
        {
            return false;
        }

        await _writer.RunAsync(
            null, scope => _making.Pen.WriteOwn(scope, schoolId, rooms, actor), cancellation, portion => _making.Roll.Forget(portion.Changed));
        return true;
    }

    /// <param name="classes">As a request told them: any of them may be missing.</param>
    private RosterClass[]? Read(IReadOnlyList<OwnClass?> classes)
    {
        if (classes.Count > MostClasses)
        {
            return null;
        }

        List<RosterClass> rooms = [];
        foreach (OwnClass? own in classes)
        {
            if (ClassName.Read(own?.Name ?? "") is not { } name || own?.Seats is not { Count: >= 1 and <= RosterClass.MostSeats } || rooms.Exists(room => room.Name.Key == name.Key))
            {
                return null;
            }

            RosterClass room = new(name, 0) { HasNoBattery = _making.Batteries.For(name.Grade, BatteryVariant.Standard) is null };
            foreach (OwnSeat? seat in own.Seats)
            {
                if (seat is null)
                {
                    return null;
                }

                room.Add(new RosterSeat(seat.Sex, seat.Accommodation));
            }

            rooms.Add(room);
        }

        return [.. rooms];
    }
}
