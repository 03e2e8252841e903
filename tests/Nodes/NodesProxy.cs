using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Diagnostics.Tests.Faults;

namespace Diagnostics.Tests.Nodes;

/// <summary>nginx with the very files that are handed to operators; only addresses, names of files and the certificate are this machine's.</summary>
internal sealed partial class NodesProxy : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("diagnostics-proxy-");
    private readonly Process _process;

    private NodesProxy(int port, IReadOnlyList<Uri> nodes)
    {
        Address = new Uri($"http://127.0.0.1:{port}/");
        string deploy = Path.Combine(Repository.Root, "web", "deploy", "nginx");
        string upstreams = File.ReadAllText(Path.Combine(deploy, "diagnostics-nodes.conf"));
        upstreams = upstreams.Replace("127.0.0.1:5081", nodes[0].Authority, StringComparison.Ordinal).Replace("127.0.0.1:5082", nodes[1].Authority, StringComparison.Ordinal);
        string server = File.ReadAllText(Path.Combine(deploy, "diagnostics.conf"));
        server = TlsLine().Replace(server, "").Replace("listen 443 ssl;", $"listen 127.0.0.1:{port};", StringComparison.Ordinal);
        // The second server only sends plain http to https.
        server = server[..server.LastIndexOf("server {", StringComparison.Ordinal)];
        string at = _folder.FullName;
        File.WriteAllText(Configuration, $$"""
            daemon off;
            {{(Environment.UserName == "root" ? "user root;" : "")}}
            worker_processes 1;
            pid {{at}}/nginx.pid;
            error_log {{at}}/error.log;
            events { worker_connections 4096; }
            http {
                client_body_temp_path {{at}}/body;
                proxy_temp_path {{at}}/proxy;
                fastcgi_temp_path {{at}}/fastcgi;
                uwsgi_temp_path {{at}}/uwsgi;
                scgi_temp_path {{at}}/scgi;
                {{server}}
                {{upstreams}}
            }
            """);
        _process = Process.Start(Nginx.Executable!, ["-c", Configuration, "-p", at]);
    }

    public Uri Address { get; }

    /// <summary>What nginx complained of.</summary>
    public string Errors => File.Exists(Path.Combine(_folder.FullName, "error.log")) ? File.ReadAllText(Path.Combine(_folder.FullName, "error.log")) : "";

    private string Configuration => Path.Combine(_folder.FullName, "nginx.conf");

    public static async Task<NodesProxy> StartAsync(params IReadOnlyList<Uri> nodes)
    {
        using TcpListener free = new(IPAddress.Loopback, 0);
        free.Start();
        int port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        NodesProxy proxy = new(port, nodes);
        using HttpClient look = new() { BaseAddress = proxy.Address };
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(20));
        while (true)
        {
            try
            {
                Assert.Equal(HttpStatusCode.OK, (await look.GetAsync(new Uri("health", UriKind.Relative), limit.Token)).StatusCode);
                return proxy;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), limit.Token);
            }
        }
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    [GeneratedRegex(@"^\s*(ssl_\w+|server_name) .*;$", RegexOptions.Multiline)]
    private static partial Regex TlsLine();
}
