using System.Device.Spi;
using ChargerFirmware.EventLoop;
using ChargerFirmware.Hardware.Buses;

namespace ChargerFirmware.Hardware.Gpio;

/// <summary>
/// An MFRC522 that is looked at again and again. Each look is one transfer of the bus's executor; what it found is judged on
/// the loop.
/// </summary>
/// <remarks>
/// The token is the UID in wire order as upper-case hex digits, 8, 14 or 20 of them, after the prefix. With a prefix it is no longer the
/// UID of a card, and so of no standard.
/// </remarks>
public sealed class Mfrc522Reader : IRfidReader, IDisposable
{
    private const int RandomUidLength = 4;
    private const byte RandomUidMark = 0x08;

    private readonly Loop _loop;
    private readonly IBusExecutor _bus;
    private readonly Mfrc522Options _options;
    private readonly Mfrc522Chip _chip;
    private readonly Func<Mfrc522Look> _look;
    private readonly ITimer _again;
    private string? _held;
    private long _lastSeen;
    private int _misses;
    private int _failures;
    private bool _disposed;

    /// <param name="bus">The executor of the bus; the chip is reached nowhere else.</param>
    /// <param name="open">Opens the chip's SPI device. Called inside the executor, also after the device was lost.</param>
    public Mfrc522Reader(Loop loop, IBusExecutor bus, Func<SpiDevice> open, Mfrc522Options options)
    {
        ArgumentNullException.ThrowIfNull(loop);
        ArgumentNullException.ThrowIfNull(bus);
        ArgumentNullException.ThrowIfNull(open);
        ArgumentNullException.ThrowIfNull(options);
        _loop = loop;
        _bus = bus;
        _options = options;
        _chip = new Mfrc522Chip(open);
        _look = () => _chip.Look(holdsOne: _held is not null);
        _again = loop.Time.CreateTimer(static reader => ((Mfrc522Reader)reader!).Look(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        loop.Post(Look);
    }

    public DeviceHealth Health { get; private set; } = DeviceHealth.Starting;

    public event Action? Changed;

    public event Action<PresentedToken>? Presented;

    /// <summary>Switches the antenna off and closes the device, after what the bus still has to do.</summary>
    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        _again.Dispose();
        _loop.Start(() => _bus.RunAsync(() =>
        {
            _chip.Dispose();
            return true;
        }));
    }

    private void Look()
    {
        if (!_disposed)
        {
            _loop.Start(this, static reader => reader.LookAsync());
        }
    }

    private async Task LookAsync()
    {
        var look = await _bus.RunAsync(_look);
        if (!_disposed)
        {
            Judge(look);
            _again.Change(TimeSpan.FromMilliseconds(_options.PollMs), Timeout.InfiniteTimeSpan);
        }
    }

    private void Judge(Mfrc522Look look)
    {
        if (!look.Answered)
        {
            if (++_failures >= _options.LostAfterFailures)
            {
                SetHealth(DeviceHealth.Lost);
            }

            return;
        }

        _failures = 0;
        SetHealth(DeviceHealth.Present);
        if (look.Uid is { } uid)
        {
            See(uid);
        }
        else if (look.SameCardIsThere)
        {
            Keep();
        }
        else
        {
            Miss();
        }
    }

    private void See(byte[] uid)
    {
        Keep();
        var token = TokenOf(uid);
        if (token == _held)
        {
            return;
        }

        _held = token;
        var isRandom = uid.Length == RandomUidLength && uid[0] == RandomUidMark;
        if (_options.AcceptRandomUid || !isRandom)
        {
            Presented?.Invoke(new PresentedToken(token, _options.IdTagPrefix.Length == 0 ? CardStandard.Iso14443 : CardStandard.Unknown));
        }
    }

    private void Keep()
    {
        _misses = 0;
        _lastSeen = _loop.Time.GetTimestamp();
    }

    /// <summary>
    /// A card may answer every other look only (ISO/IEC 14443-3: what it does not expect sends it back to IDLE in silence), so
    /// one miss means nothing, however long ago it answered.
    /// </summary>
    private void Miss()
    {
        _misses++;
        if (_held is not null && _misses >= 2 && _loop.Time.GetElapsedTime(_lastSeen).TotalMilliseconds >= _options.ReleaseMs)
        {
            _held = null;
        }
    }

    private string TokenOf(byte[] uid)
    {
        var ordered = _options.ReverseUid ? [.. uid.Reverse()] : uid;
        return _options.IdTagPrefix + Convert.ToHexString(ordered);
    }

    private void SetHealth(DeviceHealth health)
    {
        if (Health != health)
        {
            Health = health;
            Changed?.Invoke();
        }
    }
}
