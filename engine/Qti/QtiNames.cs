using System.Text;

namespace Diagnostics.Engine.Qti;

/// <summary>
/// What the versions call the same things. The code speaks 2.2 (<c>choiceInteraction</c>, <c>maxChoices</c>); 3.0 calls it
/// <c>qti-choice-interaction</c> and <c>max-choices</c>.
/// </summary>
internal static class QtiNames
{
    public const string Manifest = "imsmanifest.xml";
    public const string Schemas = "http://www.w3.org/2001/XMLSchema-instance";
    public const string Svg = "http://www.w3.org/2000/svg";

    /// <summary>Of the side file with all that QTI has no place for.</summary>
    public const string Companion = "urn:diagnostics:qti-companion:1";

    /// <summary>The one response of our items.</summary>
    public const string Response = "RESPONSE";

    /// <summary>Columns of a best–worst set.</summary>
    public const string Best = "BEST";
    public const string Worst = "WORST";

    /// <summary>Of the element with the words at the ends of a slider.</summary>
    public const string EndsClass = "slider-ends";

    private const string Prefix = "qti-";

    public static string Items(QtiVersion version) => version switch
    {
        QtiVersion.V22 => "http://www.imsglobal.org/xsd/imsqti_v2p2",
        QtiVersion.V30 => "http://www.imsglobal.org/xsd/imsqtiasi_v3p0",
    };

    public static string ItemsSchema(QtiVersion version) => version switch
    {
        QtiVersion.V22 => "http://www.imsglobal.org/xsd/qti/qtiv2p2/imsqti_v2p2.xsd",
        QtiVersion.V30 => "https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqti_asiv3p0_v1p0.xsd",
    };

    public static string Packages(QtiVersion version) => version switch
    {
        QtiVersion.V22 => "http://www.imsglobal.org/xsd/imscp_v1p1",
        QtiVersion.V30 => "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1",
    };

    public static string PackagesSchema(QtiVersion version) => version switch
    {
        QtiVersion.V22 => "http://www.imsglobal.org/xsd/qti/qtiv2p2/qtiv2p2_imscpv1p2_v1p0.xsd",
        QtiVersion.V30 => "https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqtiv3p0_imscpv1p2_v1p0.xsd",
    };

    public static (string Schema, string Version) PackageKind(QtiVersion version) => version switch
    {
        QtiVersion.V22 => ("QTIv2.2 Package", "1.0.0"),
        QtiVersion.V30 => ("QTI Package", "3.0.0"),
    };

    public static string ItemType(QtiVersion version) => $"imsqti_item_xml{Short(version)}";

    public static string TestType(QtiVersion version) => $"imsqti_test_xml{Short(version)}";

    /// <summary>An element as the version writes it.</summary>
    public static string Element(QtiVersion version, string name) => version == QtiVersion.V30 ? Prefix + Kebab(name) : name;

    /// <summary>An attribute as the version writes it.</summary>
    public static string Attribute(QtiVersion version, string name) => version == QtiVersion.V30 ? Kebab(name) : name;

    /// <summary>An element as 2.2 calls it; those of HTML are the same in all.</summary>
    public static string Plain(string name)
    {
        if (!name.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return name;
        }

        StringBuilder plain = new();
        bool upper = false;
        foreach (char c in name.AsSpan(Prefix.Length))
        {
            if (c == '-')
            {
                upper = plain.Length > 0;
            }
            else
            {
                plain.Append(upper ? char.ToUpperInvariant(c) : c);
                upper = false;
            }
        }

        return plain.ToString();
    }

    public static string Kebab(string name)
    {
        StringBuilder kebab = new();
        foreach (char c in name)
        {
            if (char.IsAsciiLetterUpper(c))
            {
                kebab.Append('-').Append(char.ToLowerInvariant(c));
            }
            else
            {
                kebab.Append(c);
            }
        }

        return kebab.ToString();
    }

    private static string Short(QtiVersion version) => version switch
    {
        QtiVersion.V22 => "v2p2",
        QtiVersion.V30 => "v3p0",
    };
}
