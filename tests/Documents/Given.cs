namespace ChargerFirmware.Tests.Documents;

/// <summary>What runs beside a command because it takes that for granted.</summary>
internal sealed class Given : IDisposable
{
    private readonly List<Shell> _shells = [];

    public void Add(Shell shell) => _shells.Add(shell);

    public void Dispose() => _shells.ForEach(shell => shell.Dispose());
}
