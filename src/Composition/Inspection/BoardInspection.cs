using ChargerFirmware.Hardware.Boards;

namespace ChargerFirmware.Composition.Inspection;

/// <summary>
/// Everything that can be said of a board file without touching hardware. One wrong device does not hide the next:
/// all problems are shown at once.
/// </summary>
public sealed class BoardInspection
{
    private BoardInspection(BoardPlan? plan, Findings findings)
    {
        Plan = plan;
        Problems = findings.Problems;
        Warnings = findings.Warnings;
    }

    /// <summary>What a station can be composed by; null when there are problems.</summary>
    public BoardPlan? Plan { get; }

    /// <summary>Why the board cannot be used, the most basic first.</summary>
    public IReadOnlyList<BoardException> Problems { get; }

    /// <summary>What works and should be known. Complete only when there are no problems.</summary>
    public IReadOnlyList<BoardWarning> Warnings { get; }

    public static BoardInspection Of(BoardFile board)
    {
        ArgumentNullException.ThrowIfNull(board);
        var findings = new Findings(board.File);
        IdentityCheck.Run(board.Identity, findings);
        var parts = PlannedParts.Of(board, findings);
        ConflictCheck.Run(parts, findings);
        HeaderPinCheck.Run(parts, findings);
        RoleCheck.Run(parts, findings);
        if (findings.Problems.Count > 0)
        {
            return new BoardInspection(null, findings);
        }

        FieldAdvice.Run(parts, findings);
        return new BoardInspection(new BoardPlan(parts), findings);
    }
}
