using ChargerFirmware.Hardware.Boards;

namespace ChargerFirmware.Hardware.Adapters;

/// <summary>Board files on disk.</summary>
public static class BoardFiles
{
    /// <exception cref="BoardException">It is not a board, or it cannot be read.</exception>
    public static BoardFile Load(string path)
    {
        try
        {
            return BoardFile.Parse(path, File.ReadAllText(path));
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            throw new BoardException(path, "$", $"cannot be read: {refusal.Message}", refusal);
        }
    }
}
