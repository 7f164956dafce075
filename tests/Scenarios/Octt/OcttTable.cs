using System.Globalization;
using System.Text;

namespace ChargerFirmware.Tests.Scenarios.Octt;

/// <summary>Which case is proved by what, as the table in tests/OCTT.md.</summary>
internal sealed class OcttTable(IReadOnlyList<OcttCase> cases, IReadOnlyList<OcttProof> proofs)
{
    private readonly ILookup<string, OcttProof> _proofs = proofs.ToLookup(proof => proof.Id);

    /// <summary>Cases that nothing proves, and that do not say why.</summary>
    public IReadOnlyList<string> Open =>
        [.. cases.Where(each => each.NotApplicable is null && !_proofs.Contains(each.Id)).Select(each => each.Id)];

    /// <summary>Ids that something names and the list does not know, or says not to apply.</summary>
    public IReadOnlyList<string> Unknown =>
        [.. proofs.Select(proof => proof.Id).Where(id => !cases.Any(each => each.Id == id && each.NotApplicable is null)).Distinct()];

    public string Write()
    {
        var text = new StringBuilder();
        text.Append("""
            # Certification cases

            Every charge point case of OCTT for OCPP 1.6 outside its security module, and what proves it. Written from
            `Scenarios/Octt/cases.txt`, the first lines of scenarios and the traits of tests; compared by a test, which writes it anew where
            `WRITE_OCTT=1` is set. "passes": it is run by `dotnet test`, and on every board named by `emulator scenario --all-boards`.

            | case | about | scenario or test | result |
            |---|---|---|---|

            """);
        foreach (var each in cases)
        {
            var found = _proofs[each.Id].ToList();
            text.Append(CultureInfo.InvariantCulture, $"| {each.Id} | {each.Name} | ").AppendJoin(", ", found.Select(proof => proof.File));
            text.Append(" | ").Append(Result(each, found)).Append(" |\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"\n{cases.Count} cases, {cases.Count(each => _proofs.Contains(each.Id))} proved.\n");
        return text.ToString();
    }

    private static string Result(OcttCase each, List<OcttProof> found)
    {
        var boards = found.SelectMany(proof => proof.Boards).Distinct().Count();
        return each.NotApplicable is { } reason ? $"does not apply: {reason}"
            : found.Count == 0 ? "open"
            : boards == 0 ? "passes"
            : string.Create(CultureInfo.InvariantCulture, $"passes on {boards} board{(boards == 1 ? "" : "s")}");
    }
}
