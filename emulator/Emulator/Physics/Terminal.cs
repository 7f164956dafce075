namespace ChargerFirmware.Emulator.Physics;

/// <summary>A place where a driver shows a token that is no card: a code typed in, a QR code, an app.</summary>
public sealed class Terminal
{
    public event Action<string>? Presented;

    public void Present(string token) => Presented?.Invoke(token);
}
