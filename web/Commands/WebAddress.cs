using System.CommandLine;
using System.CommandLine.Parsing;

namespace Diagnostics.Web.Commands;

/// <summary>Options that take an http or https address: the command line's library makes no <see cref="Uri"/> of an argument by itself.</summary>
internal static class WebAddress
{
    /// <param name="otherwise">The address when the option is not given.</param>
    public static Option<Uri?> Option(string name, string description, string? otherwise = null) => new(name)
    {
        Description = description,
        CustomParser = Read,
        DefaultValueFactory = _ => otherwise is null ? null : new Uri(otherwise),
    };

    private static Uri? Read(ArgumentResult given)
    {
        string text = given.Tokens.Single().Value;
        if (Uri.TryCreate(text, UriKind.Absolute, out Uri? address) && (address.Scheme is "http" or "https"))
        {
            return address;
        }

        given.AddError($"\"{text}\" is no http or https address.");
        return null;
    }
}
