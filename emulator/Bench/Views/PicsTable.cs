using System.Text;
using ChargerFirmware.Hardware.Boards;

namespace ChargerFirmware.Bench.Views;

/// <summary>The answers of several boards beside each other, as the table in boards/PICS.md.</summary>
public static class PicsTable
{
    /// <param name="beginning">When the stations are started that are asked.</param>
    /// <exception cref="BoardException">A board cannot be used or not be emulated.</exception>
    public static string Write(IReadOnlyList<BoardFile> boards, DateTimeOffset beginning)
    {
        ArgumentNullException.ThrowIfNull(boards);
        var answers = boards.Select(board => BoardPics.Of(board, beginning)).ToList();
        var text = new StringBuilder();
        text.Append("""
            # What each board supports

            Written by `emulator pics`, compared by a test: the answers to a certification lab's questions (PICS) for OCPP 1.6. Hardware is read
            from the board file, features and keys are asked of a station that runs on it. R: read only. RW: it can be changed.


            """);
        text.Append("| feature |").Append(string.Concat(boards.Select(board => $" {Path.GetFileNameWithoutExtension(board.File)} |"))).Append('\n');
        text.Append("|---|").Append(string.Concat(boards.Select(_ => "---|"))).Append('\n');
        for (var row = 0; row < answers[0].Rows.Count; row++)
        {
            text.Append("| ").Append(answers[0].Rows[row].Feature).Append(" |")
                .Append(string.Concat(answers.Select(pics => $" {pics.Rows[row].Answer} |"))).Append('\n');
        }

        return text.ToString();
    }
}
