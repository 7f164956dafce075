using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using ChargerFirmware.EventLoop;
using ChargerFirmware.EventLoop.Adapters;

namespace ChargerFirmware.Central.Cli.Plugins.Adapters;

/// <summary>
/// A plugin's process: its lines come to the loop one at a time, so that a flood of them costs a turn each and no memory; what goes to it is written by a
/// thread of its own, so that one that does not read keeps nobody waiting.
/// </summary>
internal sealed class PluginProcess : IPluginProcess
{
    /// <summary>The longest line that is taken.</summary>
    public const int MaxLineBytes = 1024 * 1024;

    private readonly Loop _loop;
    private readonly Process _process;
    private readonly ThreadQueue<string> _lines = new();
    private bool _hasEnded;

    private PluginProcess(Loop loop, Process process)
    {
        _loop = loop;
        _process = process;
    }

    public event Action<string>? Said;

    public event Action<string>? Complained;

    public event Action<string>? Ended;

    /// <summary>Starts a program; no shell reads its words.</summary>
    /// <exception cref="IOException">It cannot be started.</exception>
    public static PluginProcess Start(Loop loop, IReadOnlyList<string> words)
    {
        ArgumentNullException.ThrowIfNull(words);
        var start = new ProcessStartInfo(words[0], words.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        try
        {
            var plugin = new PluginProcess(loop, Process.Start(start)!);
            plugin.Run();
            return plugin;
        }
        catch (Win32Exception refusal)
        {
            throw new IOException($"'{words[0]}' cannot be started: {refusal.Message}", refusal);
        }
    }

    public void Send(string line) => _lines.TryAdd(line);

    public void Kill()
    {
        _lines.TryClose();
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception gone) when (gone is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It was quicker.
        }
    }

    private void Run()
    {
        new Thread(Write) { IsBackground = true, Name = "plugin input" }.Start();
        _ = Task.Run(async () =>
        {
            var why = await ReadAsync(_process.StandardOutput.BaseStream, line => Said?.Invoke(line));
            _loop.Post(() => End(why));
        });
        _ = Task.Run(() => ReadAsync(_process.StandardError.BaseStream, line => Complained?.Invoke(line)));
    }

    private void End(string why)
    {
        if (!_hasEnded)
        {
            _hasEnded = true;
            Ended?.Invoke(why);
            Kill();
        }
    }

    /// <returns>Why there is no more to read.</returns>
    private async Task<string> ReadAsync(Stream stream, Action<string> take)
    {
        var line = new MemoryStream();
        var buffer = new byte[4096];
        try
        {
            while (await stream.ReadAsync(buffer) is > 0 and var count)
            {
                var from = 0;
                for (var at = 0; at < count; at++)
                {
                    if (buffer[at] != (byte)'\n')
                    {
                        continue;
                    }

                    line.Write(buffer, from, at - from);
                    var text = Encoding.UTF8.GetString(line.GetBuffer(), 0, (int)line.Length).TrimEnd('\r');
                    line.SetLength(0);
                    from = at + 1;
                    await _loop.RunAsync(() =>
                    {
                        take(text);
                        return Task.CompletedTask;
                    });
                }

                line.Write(buffer, from, count - from);
                if (line.Length > MaxLineBytes)
                {
                    return $"a line of more than {MaxLineBytes} bytes";
                }
            }
        }
        catch (Exception broken) when (broken is IOException or ObjectDisposedException)
        {
            return broken.Message;
        }

        return "its output was closed";
    }

    private void Write()
    {
        try
        {
            while (_lines.TryTake(out var line, Timeout.InfiniteTimeSpan))
            {
                _process.StandardInput.BaseStream.Write(Encoding.UTF8.GetBytes(line + "\n"));
                _process.StandardInput.BaseStream.Flush();
            }

            _process.StandardInput.Close();
        }
        catch (Exception broken) when (broken is IOException or ObjectDisposedException)
        {
            // Nobody reads it any more; the end of its output is reported.
        }
    }
}
