using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.LiveDay;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Sessions;
using Diagnostics.Tests.Storage;

namespace Diagnostics.Tests.LiveDay;

public sealed class DayMessageTests
{
    [Fact]
    public async Task Words_reach_the_schools_of_their_place_until_their_end_and_say_who_has_read_them()
    {
        await using DayHouse day = await DayHouse.OpenAsync();
        DayMessages messages = day.House.Engine.DayMessages;
        Municipality other = await day.House.Engine.Organisation.AddMunicipalityAsync(day.Region.Id, "Другой округ", default);
        School far = await day.House.Engine.Organisation.AddSchoolAsync(other.Id, "Дальняя", Settlement.Village, default);
        OrgPath near = Path(day.Municipality, day.Room.SchoolId), there = Path(other.Id, far.Id);
        OrgNode municipality = new(NodeKind.Municipality, day.Municipality);
        Account sender = await StaffAsync(day, StaffRole.Municipality, municipality);
        string own = await SentAsync(municipality, "  Начинаем\tна десять минут\u202e позже\n", 30);
        await SentAsync(day.Region, "Всем доброго утра", 60);
        Assert.Equal(["Начинаем на десять минут  позже", "Всем доброго утра"], messages.Of(near).Select(one => one.Words));
        Assert.Equal(["Всем доброго утра"], messages.Of(there).Select(one => one.Words));

        Assert.True(await messages.ReadAsync(own, day.Room.SchoolId, "teacher", default));
        Assert.True(await messages.ReadAsync(own, day.Room.SchoolId, "another", default));
        Assert.False(await messages.ReadAsync(own, far.Id, "teacher", default));
        Assert.Equal([("Всем доброго утра", 2, 0), ("Начинаем на десять минут  позже", 1, 1)], (await messages.SentAsync(day.Region, default)).OrderBy(one => one.Schools == 1).Select(one => (one.Words, one.Schools, one.ReadBy.Count)));
        Assert.Equal(own, Assert.Single(await messages.SentAsync(municipality, default)).Id);
        Assert.Empty(await messages.SentAsync(new OrgNode(NodeKind.Municipality, other.Id), default));

        Assert.False(await messages.EndAsync(own, day.Region, sender, default));
        Assert.True(await messages.EndAsync(own, municipality, sender, default));
        Assert.Single(messages.Of(near));
        day.House.Manual.Advance(TimeSpan.FromMinutes(60));
        Assert.Empty(messages.Of(near));
        day.House.Manual.Advance(TimeSpan.FromDays(7));
        Assert.Equal(2, await messages.ForgetAsync(default));
        Assert.Equal(0, await day.House.CountAsync("SELECT COUNT(*) FROM day_message_read"));
        AuditAct[] acts = [.. (await day.House.Engine.Audit.ReadAsync(OrgNode.Server, long.MaxValue, default)).Select(line => line.Act).Take(4)];
        Assert.Equal([AuditAct.DayMessageEnded, AuditAct.DayMessageRead, AuditAct.DayMessageSent, AuditAct.DayMessageSent], acts);

        OrgPath Path(string municipalityId, string schoolId) => new(day.Region.Id, municipalityId, schoolId, null);

        async Task<string> SentAsync(OrgNode place, string words, int minutes) =>
            Assert.IsType<MessageOutcome.Sent>(await messages.SendAsync(place, words, minutes, "sender", default)).Id;
    }

    [Fact]
    public async Task Words_are_taken_back_from_where_they_were_sent_and_from_above()
    {
        await using DayHouse day = await DayHouse.OpenAsync();
        DayMessages messages = day.House.Engine.DayMessages;
        OrgNode place = new(NodeKind.Municipality, day.Municipality), school = new(NodeKind.School, day.Room.SchoolId);
        Account region = await StaffAsync(day, StaffRole.Region, day.Region), municipality = await StaffAsync(day, StaffRole.Municipality, place);
        Account colleague = await StaffAsync(day, StaffRole.Municipality, place);
        foreach ((OrgNode to, Account sender, Account actor, bool may) in new[]
        {
            (place, region, municipality, false), (school, region, municipality, false), (place, region, region, true), (place, municipality, colleague, true),
            (school, municipality, region, true),
        })
        {
            string id = Assert.IsType<MessageOutcome.Sent>(await messages.SendAsync(to, "Слова", 30, sender.Id, default)).Id;
            Assert.Equal(may, (await messages.SentAsync(actor.Node, default)).Single(one => one.Id == id).CanEnd);
            Assert.Equal(may, await messages.EndAsync(id, to, actor, default));
            Assert.Equal(!may, (await messages.SentAsync(actor.Node, default)).Single(one => one.Id == id).IsOpen);
        }
    }

    private static Task<Account> StaffAsync(DayHouse day, StaffRole role, OrgNode place) =>
        day.House.Engine.Accounts.AddAsync(new NewAccount($"login-{Guid.NewGuid():N}", "Сотрудник", role, place, "none"), "test", default);

    [Fact]
    public async Task As_many_are_open_as_one_school_reads_and_those_of_others_do_not_count()
    {
        await using DayHouse day = await DayHouse.OpenAsync();
        Municipality other = await day.House.Engine.Organisation.AddMunicipalityAsync(day.Region.Id, "Другой округ", default);
        OrgNode near = new(NodeKind.Municipality, day.Municipality), far = new(NodeKind.Municipality, other.Id), school = new(NodeKind.School, day.Room.SchoolId);
        for (int number = 0; number < DayMessages.MostOpen - 1; number++)
        {
            Assert.IsType<MessageOutcome.Sent>(await SendAsync(near));
        }

        Assert.IsType<MessageOutcome.Sent>(await SendAsync(far));
        Assert.IsType<MessageOutcome.Sent>(await SendAsync(school));
        // The school has as many as it reads: no more for it from anywhere.
        Assert.IsType<MessageOutcome.TooMany>(await SendAsync(school));
        Assert.IsType<MessageOutcome.TooMany>(await SendAsync(near));
        Assert.IsType<MessageOutcome.TooMany>(await SendAsync(day.Region));
        Assert.IsType<MessageOutcome.Sent>(await SendAsync(far));

        Task<MessageOutcome> SendAsync(OrgNode place) => day.House.Engine.DayMessages.SendAsync(place, "Слова", 30, "sender", default);
    }

    [Fact]
    public async Task Words_that_nobody_could_read_are_refused()
    {
        await using DayHouse day = await DayHouse.OpenAsync();
        DayMessages messages = day.House.Engine.DayMessages;
        foreach ((string? words, int minutes, OrgNode place) in new[]
        {
            (null, 30, day.Region), (" \u200b\n", 30, day.Region), (new string('я', DayMessages.Longest + 1), 30, day.Region), ("Слова", 5, day.Region),
            ("Слова", DayMessages.MostMinutes + 1, day.Region), ("Слова", 30, OrgNode.Server), ("Слова", 30, new OrgNode(NodeKind.School, "nowhere")),
        })
        {
            Assert.IsType<MessageOutcome.Invalid>(await messages.SendAsync(place, words, minutes, "sender", default));
        }

        for (int number = 0; number < DayMessages.MostOpen; number++)
        {
            Assert.IsType<MessageOutcome.Sent>(await messages.SendAsync(day.Region, new string('я', DayMessages.Longest), 30, "sender", default));
        }

        Assert.IsType<MessageOutcome.TooMany>(await messages.SendAsync(day.Region, "Ещё", 30, "sender", default));
    }

    [Fact]
    public async Task The_entry_is_changed_within_bounds_survives_a_restart_and_comes_back_to_the_operators()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        house.Pressure = new PressureOptions { EntriesPerSecond = 40 };
        await house.ReopenAsync();
        Account region = new("one", "login", "Регион", StaffRole.Region, new OrgNode(NodeKind.Region, "nowhere"), false, false, true);
        Assert.Equal((40d, 40d, 10, 80), Of(house.Engine.EntryRate.Read()));
        Assert.False(await house.Engine.EntryRate.SetAsync(EntryRate.Least - 1, region, default));
        Assert.False(await house.Engine.EntryRate.SetAsync(81, region, default));
        Assert.True(await house.Engine.EntryRate.SetAsync(10, region, default));
        await house.ReopenAsync();
        await house.Engine.EntryRate.RefreshAsync(default);
        Assert.Equal((10d, 40d, 10, 80), Of(house.Engine.EntryRate.Read()));
        SchoolClass room = await house.ClassAsync(seats: 14);
        int[] seats = [.. Enumerable.Range(1, 14)];
        EnterOutcome[] outcomes = [.. await Task.WhenAll(seats.Select(async seat => await house.Engine.Entrance.EnterAsync(await house.CodeAsync(room, seat), $"device {seat}", default)))];
        Assert.Equal((10, 4), (outcomes.OfType<EnterOutcome.Entered>().Count(), outcomes.OfType<EnterOutcome.Queued>().Count()));
        Assert.Equal(4, house.Engine.EntryRate.Read().Waiting);
        Assert.True(await house.Engine.EntryRate.SetAsync(null, region, default));
        Assert.Equal(40, house.Engine.EntryRate.Read().PerSecond);

        static (double, double, int, int) Of(EntryRateView view) => (view.PerSecond, view.Usual, view.Least, view.Most);
    }
}
