using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Diagnostics.Engine.Sessions;
using Diagnostics.Engine.Slips;

namespace Diagnostics.Tests.Slips;

/// <summary>From letters to what they carry: what was packed comes out, and nothing else does.</summary>
public sealed class SlipReaderTests
{
    private const int Seed = 20261122;
    private static readonly int Inputs = int.Parse(Environment.GetEnvironmentVariable("DIAGNOSTICS_FUZZ") ?? "3000", CultureInfo.InvariantCulture);
    private const string SlipSymbols = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static readonly SlipKeys Keys = new(SHA256.HashData("a server"u8));
    private static readonly SlipReader Reader = new(Keys);
    private static readonly SlipPass Pass = Keys.PassOf("0123456789abc");

    private static readonly AnswerEntry[] Some =
    [
        new(0, "3", 1_500), new(1, "", 9_999), new(180, "start", 10_000), new(60, "2>0", 75_000), new(61, "10", 74_000), new(62, "9>0>1", 74_001), new(5, "ы🙂", 4_000_000_000), new(6, "0", 4_000_000_000),
    ];

    [Fact]
    public void What_was_packed_comes_out()
    {
        SlipBody body = Reader.Read(SlipMaker.Make(Pass, 7, 120, Some, finishes: true)).Body!;
        Assert.Equal(("0123456789abc", 7L, 120L, 127L, true), (body.SessionId, body.Epoch, body.First, body.Last, body.Finishes));
        Assert.Equal(Some, body.Answers);
    }

    [Fact]
    public void A_whole_battery_of_175_answers_stays_under_the_size_the_readme_names()
    {
        Random random = new(Seed);
        long at = 0;
        AnswerEntry[] answers = [.. Enumerable.Range(0, 175).Select(item => new AnswerEntry(item, $"{random.Next(5)}", at += random.Next(900, 20_000)))];
        byte[] slip = SlipMaker.Seal(Pass, SlipMaker.Pack(Pass, 3, 1, answers, finishes: true));
        Assert.InRange(slip.Length, 600, 660);
        Assert.Equal(answers, Reader.Read(SlipMaker.Letters(slip)).Body!.Answers);
    }

    [Fact]
    public void The_same_secret_makes_the_same_keys_and_another_one_others()
    {
        SlipKeys again = new(SHA256.HashData("a server"u8));
        Assert.Equal(Keys.Point, again.Point);
        Assert.Equal(Pass, again.PassOf("0123456789abc"));
        Assert.NotEqual(Keys.Point, new SlipKeys(SHA256.HashData("another"u8)).Point);
    }

    [Fact]
    public void Every_changed_letter_is_noticed()
    {
        string slip = SlipMaker.Make(Pass, 7, 1, Some);
        for (int at = 0; at < slip.Length; at++)
        {
            string changed = $"{slip[..at]}{(slip[at] == 'A' ? 'B' : 'A')}{slip[(at + 1)..]}";
            Assert.Null(Reader.Read(changed).Body);
        }
    }

    [Fact]
    public void A_slip_cut_short_or_made_longer_is_damaged()
    {
        string slip = SlipMaker.Make(Pass, 7, 1, Some);
        for (int length = 0; length < slip.Length; length++)
        {
            Assert.Equal(SlipFault.Damaged, Reader.Read(slip[..length]).Fault);
        }

        Assert.Equal(SlipFault.Damaged, Reader.Read(slip + "0").Fault);
        Assert.Equal(SlipFault.Damaged, Reader.Read(slip + "00000000").Fault);
        Assert.Equal(SlipFault.Damaged, Reader.Read(null).Fault);
        Assert.Equal(SlipFault.Damaged, Reader.Read(new string('0', SlipLetters.MostSymbols + 1)).Fault);
        Assert.Equal(SlipFault.Damaged, Reader.Read("лучше нет").Fault);
    }

    [Fact]
    public void Another_servers_slip_and_another_versions_are_called_so()
    {
        SlipPass foreign = new SlipKeys(SHA256.HashData("another"u8)).PassOf("0123456789abc");
        Assert.Equal(SlipFault.Foreign, Reader.Read(SlipMaker.Make(foreign, 7, 1, Some)).Fault);
        byte[] newer = SlipMaker.Seal(Pass, SlipMaker.Pack(Pass, 7, 1, Some), version: 2);
        Assert.Equal(SlipFault.Version, Reader.Read(SlipMaker.Letters(newer)).Fault);
    }

    [Fact]
    public void Who_knows_the_public_key_alone_cannot_speak_for_a_session()
    {
        byte[] body = SlipMaker.Pack(Pass, 7, 1, Some);
        body[3] ^= 1;
        Assert.Equal(SlipFault.Damaged, Reader.Read(SlipMaker.Letters(SlipMaker.Seal(Pass, body))).Fault);
        byte[] word = SlipMaker.Pack(Pass, 7, 1, Some);
        word[20] ^= 1;
        Assert.Equal(SlipFault.Damaged, Reader.Read(SlipMaker.Letters(SlipMaker.Seal(Pass, word))).Fault);
    }

    [Fact]
    public void Numbers_out_of_their_range_are_refused()
    {
        Assert.Equal(SlipFault.Damaged, Reader.Read(SlipMaker.Make(Pass, 0, 1, Some)).Fault);
        Assert.Equal(SlipFault.Damaged, Reader.Read(SlipMaker.Make(Pass, 1, 0, Some)).Fault);
        Assert.Equal(SlipFault.Damaged, Reader.Read(SlipMaker.Make(Pass, 1, 19_999, Some)).Fault);
        Assert.Equal(SlipFault.Damaged, Reader.Read(SlipMaker.Make(Pass, 1, 1, [])).Fault);
        Assert.Equal(SlipFault.Damaged, Reader.Read(SlipMaker.Make(Pass, 1, 1, [new(-5, "1", 0)])).Fault);
        Assert.Equal(SlipFault.Damaged, Reader.Read(SlipMaker.Make(Pass, 1, 1, [new(0, new string('1', 300), 0)])).Fault);
    }

    /// <summary>Rightly sealed noise: whatever the body, the reader says Damaged or gives a body within its bounds.</summary>
    [Fact]
    public void No_body_however_broken_makes_the_reader_throw()
    {
        Random random = new(Seed);
        byte[] whole = SlipMaker.Pack(Pass, 7, 1, Some, finishes: true);
        int read = 0;
        for (int input = 0; input < Inputs; input++)
        {
            byte[] body = [.. whole];
            for (int change = random.Next(1, 5); change > 0; change--)
            {
                // Behind the word that vouches: the rest is covered above.
                body[random.Next(26, body.Length)] = (byte)random.Next(256);
            }

            byte[] cut = random.Next(3) == 0 ? body[..random.Next(26, body.Length)] : body;
            SlipReading reading = Reader.Read(SlipMaker.Letters(SlipMaker.Seal(Pass, cut)));
            Assert.Equal(reading.Body is null, reading.Fault == SlipFault.Damaged);
            if (reading.Body is { } found)
            {
                read++;
                Assert.InRange(found.Answers.Count, 0, Session.MostNumbers);
                Assert.All(found.Answers, answer => Assert.True(answer is { Item: >= 0, AtMs: >= 0 }));
            }
        }

        // The noise is near enough to a slip that some of it is one.
        Assert.InRange(read, 1, Inputs - 1);
    }

    /// <summary>Letters as a hand types them or a stranger makes them up: whatever they are, a fault or a body, and a body only of a whole slip.</summary>
    [Fact]
    public void No_letters_however_broken_make_the_reader_throw()
    {
        const string strange = "0OIL-|яБ \0\ud83d\u202e%\"";
        Random random = new(Seed + 1);
        string whole = SlipMaker.Make(Pass, 7, 1, Some, finishes: true);
        string[] seeds = [whole, SlipMaker.Make(new SlipKeys(SHA256.HashData("another"u8)).PassOf("0123456789abc"), 7, 1, Some), ""];
        HashSet<SlipFault?> told = [];
        for (int input = 0; input < Inputs; input++)
        {
            StringBuilder letters = new(seeds[random.Next(seeds.Length)]);
            for (int bend = random.Next(0, 4); bend > 0; bend--)
            {
                int at = random.Next(letters.Length + 1);
                switch (random.Next(4))
                {
                    case 0 when at < letters.Length:
                        letters[at] = SlipSymbols[random.Next(SlipSymbols.Length)];
                        break;
                    case 1:
                        letters.Insert(at, strange[random.Next(strange.Length)]);
                        break;
                    case 2:
                        letters.Length = at;
                        break;
                    default:
                        letters.Insert(at, new string(random.GetItems<char>(SlipSymbols, random.Next(1, 200))));
                        break;
                }
            }

            SlipReading reading = Reader.Read(letters.ToString());
            Assert.True(reading.Body is null || letters.ToString() == whole || reading.Body.Answers.SequenceEqual(Some), letters.ToString());
            told.Add(reading.Body is null ? reading.Fault : null);
        }

        Assert.Superset(new HashSet<SlipFault?> { null, SlipFault.Damaged, SlipFault.Foreign }, told);
    }
}
