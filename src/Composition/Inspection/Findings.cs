using ChargerFirmware.Hardware.Boards;

namespace ChargerFirmware.Composition.Inspection;

/// <summary>What the checks of one board have found so far.</summary>
internal sealed class Findings(string file)
{
    private readonly List<BoardException> _problems = [];
    private readonly List<BoardWarning> _warnings = [];

    public IReadOnlyList<BoardException> Problems => _problems;

    public IReadOnlyList<BoardWarning> Warnings => _warnings;

    public void Refuse(string path, string problem) => _problems.Add(new BoardException(file, path, problem));

    public void Warn(string path, string text) => _warnings.Add(new BoardWarning(path, text));

    /// <summary>Reads something that refuses by itself.</summary>
    /// <returns>Null when it did.</returns>
    public T? Read<T>(Func<T> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (BoardException refusal)
        {
            _problems.Add(refusal);
            return null;
        }
    }
}
