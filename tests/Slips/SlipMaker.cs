using System.Buffers.Binary;
using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Sessions;
using Diagnostics.Engine.Slips;

namespace Diagnostics.Tests.Slips;

/// <summary>A slip as a browser makes it, spoken in C#: the twin of web/client/shared/slip, for slips no browser would make.</summary>
internal static class SlipMaker
{
    public static string Make(SlipPass pass, long epoch, long first, IReadOnlyList<AnswerEntry> answers, bool finishes = false) =>
        Letters(Seal(pass, Pack(pass, epoch, first, answers, finishes)));

    public static byte[] Pack(SlipPass pass, long epoch, long first, IReadOnlyList<AnswerEntry> answers, bool finishes = false)
    {
        List<byte> bytes = [.. Base64Url.DecodeFromChars(pass.Pass), (byte)(finishes ? 1 : 0)];
        Number(bytes, epoch);
        Number(bytes, first);
        Number(bytes, answers.Count);
        AnswerEntry before = new(-1, "", 0);
        foreach (AnswerEntry answer in answers)
        {
            Entry(bytes, before, answer);
            before = answer;
        }

        return [.. bytes];
    }

    /// <param name="version">Version 1 is the only one there is.</param>
    public static byte[] Seal(SlipPass pass, byte[] body, byte version = 1)
    {
        byte[] server = Base64Url.DecodeFromChars(pass.Key);
        using var own = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        ECPoint point = own.ExportParameters(includePrivateParameters: false).Q;
        using var theirs = ECDiffieHellman.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint { X = server[1..33], Y = server[33..] },
        });
        byte[] secret = own.DeriveRawSecretAgreement(theirs.PublicKey);
        byte[] derived = HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 44, [.. point.X!, .. point.Y!, .. server[1..]], "slip 1"u8.ToArray());
        byte[] slip = new byte[SlipReader.HeaderBytes + body.Length + SlipKeys.TagBytes];
        slip[0] = version;
        SHA256.HashData(server).AsSpan(0, SlipKeys.IdBytes).CopyTo(slip.AsSpan(1));
        BinaryPrimitives.WriteUInt16BigEndian(slip.AsSpan(5), (ushort)slip.Length);
        point.X!.CopyTo(slip, SlipReader.PointAt);
        point.Y!.CopyTo(slip, SlipReader.PointAt + SlipKeys.CoordinateBytes);
        using AesGcm cipher = new(derived.AsSpan(0, 32), SlipKeys.TagBytes);
        cipher.Encrypt(
            derived.AsSpan(32), body, slip.AsSpan(SlipReader.HeaderBytes, body.Length), slip.AsSpan(SlipReader.HeaderBytes + body.Length),
            slip.AsSpan(0, SlipReader.HeaderBytes));
        return slip;
    }

    public static string Letters(byte[] slip) => CodeAlphabet.Take([.. slip, 0], ((slip.Length * 8) + 4) / 5);

    private static void Entry(List<byte> bytes, AnswerEntry before, AnswerEntry answer)
    {
        long jump = answer.Item - before.Item - 1;
        long time = Zigzag(answer.AtMs - before.AtMs);
        int kind = answer.Value switch
        {
            "" => 10,
            "start" => 11,
            [>= '0' and <= '9'] => int.Parse(answer.Value, CultureInfo.InvariantCulture),
            [>= '0' and <= '9', '>', >= '0' and <= '9'] => 13,
            _ => 12,
        };
        bytes.Add((byte)((kind << 4) | (jump == 0 ? 8 : 0) | (int)(time & 7)));
        if (jump != 0)
        {
            Number(bytes, Zigzag(jump));
        }

        Number(bytes, time >> 3);
        if (kind == 12)
        {
            byte[] text = Encoding.UTF8.GetBytes(answer.Value);
            Number(bytes, text.Length);
            bytes.AddRange(text);
        }
        else if (kind == 13)
        {
            bytes.Add((byte)(((answer.Value[0] - '0') << 4) | (answer.Value[2] - '0')));
        }
    }

    private static long Zigzag(long step) => step < 0 ? (-step * 2) - 1 : step * 2;

    private static void Number(List<byte> bytes, long number)
    {
        for (; number > 127; number >>= 7)
        {
            bytes.Add((byte)((number & 127) | 128));
        }

        bytes.Add((byte)number);
    }
}
