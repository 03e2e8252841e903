using System.Globalization;
using System.Text;

namespace Diagnostics.Engine.Tables;

/// <summary>
/// A text file that appears whole or not at all: written under another name beside its place and moved there by <see cref="Complete"/>.
/// Without that, disposing leaves nothing behind and an earlier file as it was.
/// </summary>
public sealed class WholeFile : IDisposable
{
    private readonly string _file;
    private readonly string _partial;
    private readonly StreamWriter _text;

    /// <summary>Starts the file: UTF-8 without BOM.</summary>
    /// <exception cref="TableException">The folder cannot be written.</exception>
    public WholeFile(string file)
    {
        _file = file;
        _partial = string.Create(CultureInfo.InvariantCulture, $"{file}.{Environment.ProcessId}.partial");
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
            _text = new StreamWriter(_partial, new UTF8Encoding(false), options);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new TableException(file, 0, null, $"cannot be written: {cause.Message}", cause);
        }
    }

    public TextWriter Text => _text;

    /// <summary>Puts the finished file in its place, over an earlier one.</summary>
    public void Complete()
    {
        _text.Dispose();
        File.Move(_partial, _file, overwrite: true);
    }

    public void Dispose()
    {
        _text.Dispose();
        File.Delete(_partial);
    }
}
